package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocking;
import static dev.visavis.call.domain.People.blocks;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.takesTheName;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.codec.DeliveryWriter;
import dev.visavis.call.codec.PublicEventWriter;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.ParticipantJoined;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The messages of group calls.
class GroupTest {
  @Test
  void theFirstAnswerConnectsTheCallAndTheOthersKeepRinging() {
    CallScenario scene = CallScenario.groupRinging().then(answers("c1"));
    scene.assertHeard(
        "a1 call_answered by carol",
        "a1 call_state connected joined",
        "c1 call_state connected joined",
        "a2 call_elsewhere connected");
    scene
        .then(answers("b1"))
        .assertHeard(
            "b2 call_ended answered_elsewhere",
            "a1 call_answered by bob",
            "c1 call_answered by bob",
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "c1 call_state connected joined",
            "b2 call_elsewhere connected");
  }

  @Test
  void oneUserDeclinesAndTheOthersKeepRinging() {
    CallScenario.groupRinging()
        .then(declines("b1"))
        .assertHeard(
            "b1 call_ended declined",
            "b2 call_ended declined_elsewhere",
            "a1 call_state ringing joined");
  }

  @Test
  void aCallThatOneUserDeclinesAndOneMissesIsMissed() {
    CallScenario scene = CallScenario.groupRinging().then(declines("b1")).due(Deadline.Kind.RING);
    scene.assertHeard("a1 call_ended no_answer", "c1 call_ended missed");
    assertEquals(CallState.MISSED, scene.state());
    CallScenario other =
        CallScenario.opening(places("a1", callee("bob", "b1"), callee("carol")))
            .then(declines("b1"));
    other.assertHeard("a1 call_ended no_answer", "b1 call_ended declined");
    assertEquals(CallState.MISSED, other.state());
  }

  @Test
  void oneUserLeavesAndTheCallContinues() {
    CallScenario.groupConnected()
        .then(ends("b1"))
        .assertHeard(
            "b1 call_ended ended",
            "a1 call_state connected joined",
            "c1 call_state connected joined",
            "b2 call_elsewhere ended");
  }

  @Test
  void theLastButOneToLeaveEndsTheCall() {
    CallScenario.groupConnected()
        .then(ends("b1"))
        .then(ends("a1"))
        .assertHeard("a1 call_ended ended", "c1 call_ended ended", "a2 call_elsewhere ended");
  }

  @Test
  void theInitiatorEndsTheCallForAllIncludingRingingUsers() {
    CallScenario.groupRinging()
        .then(answers("b1"))
        .then(endsForEveryone("a1"))
        .assertHeard(
            "a1 call_ended ended",
            "b1 call_ended ended",
            "c1 call_ended cancelled",
            "a2 call_elsewhere ended",
            "b2 call_elsewhere ended");
  }

  @Test
  void theCallEndsForARingingUserWhenEverybodyHasLeft() {
    CallScenario scene =
        CallScenario.groupRinging().then(answers("b1")).then(ends("a1")).then(ends("b1"));
    assertEquals(CallState.ENDED, scene.state());
    assertEquals("c1 call_ended cancelled", scene.heard().get(1));
  }

  @Test
  void aSignalInAGroupNamesItsReceiver() {
    CallScenario scene = CallScenario.groupConnected();
    scene.then(offers("a1", null)).assertHeard("a1 error INVALID_MESSAGE");
    scene.then(offers("a1", "carol")).assertHeard("c1 offer from alice");
  }

  @Test
  void withoutARoomAMessageToTheSfuIsRefusedWithTheReason() {
    CallScenario scene = CallScenario.groupConnected();
    for (String receiver : List.of("sfu", "mallory")) {
      scene.then(offers("a1", receiver));
      scene.assertHeard("a1 error " + (receiver.equals("sfu") ? "NO_ROOM" : "NOT_A_PARTICIPANT"));
    }
    scene.then(sendsCandidate("c1", "candidate", "sfu")).assertHeard("c1 error NO_ROOM");
    CallScenario.connected().then(offers("b1", "sfu")).assertHeard("b1 error NO_ROOM");
    scene.then(offers("b2", "sfu")).assertHeard("b2 error NOT_A_PARTICIPANT");
  }

  @Test
  void joinedParticipantsAreNotifiedOnceThatAnInvitedUserIsAlerted() {
    CallScenario scene = CallScenario.connected().then(invites("b1", callee("carol", "c1", "c2")));
    scene
        .then(rings("c1"))
        .assertHeard(
            "a1 ringing carol",
            "b1 ringing carol",
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "c1 call_state connected ringing");
    scene
        .then(rings("c2"))
        .assertHeard(
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "c2 call_state connected ringing");
  }

  @Test
  void aRingNamesTheInviterUnlessItIsTheCaller() {
    CallScenario scene = CallScenario.connected().then(invites("b1", callee("carol", "c1")));
    assertEquals("bob", inviter(scene, "c1"));
    scene.then(takesTheName("bob", "Robert")).then(connects("c2", "c2-socket-1"));
    assertEquals("Robert", inviter(scene, "c2"));
    assertNull(inviter(scene.then(invites("a1", callee("dave", "d1"))), "d1"));
    assertNull(inviter(CallScenario.ringing(), "b1"));
  }

  private static @Nullable String inviter(CallScenario scene, String device) {
    Message.Ring ring = assertInstanceOf(Message.Ring.class, scene.told(device).getLast());
    assertEquals("alice", ring.caller().id());
    return ring.inviter() == null ? null : ring.inviter().name();
  }

  @Test
  void aHandOffRingsWithoutAnInviter() {
    CallScenario scene =
        CallScenario.connected().then(invites("b1", callee("carol", "c1"))).then(answers("c1"));
    scene.then(connects("c2", "c2-socket-1")).then(transfers("c1", "c2"));
    Message.Ring ring = assertInstanceOf(Message.Ring.class, scene.told("c2").getLast());
    assertTrue(ring.transfer());
    assertNull(ring.inviter());
  }

  @Test
  void othersSeeACalleeWhoBlocksTheCallerAsNotAnswering() {
    assertEquals(
        whatTheOthersSee(callee("carol", "c1"), null),
        whatTheOthersSee(blocking("carol", "c1"), null));
    assertEquals(
        whatTheOthersSee(callee("carol"), null), whatTheOthersSee(blocking("carol"), null));
  }

  @Test
  void othersSeeACalleeWhoBlocksTheCallerDuringTheRingAsNotAnswering() {
    assertEquals(
        whatTheOthersSee(callee("carol", "c1"), null),
        whatTheOthersSee(callee("carol", "c1"), "alice"));
  }

  @Test
  void actionsOfACalleeWhoBlocksTheCallerAreNotVisible() {
    CallScenario scene =
        CallScenario.opening(places("a1", callee("bob", "b1"), blocking("carol", "c1")))
            .then(answers("b1"));
    scene.then(vanishes("c1")).assertHeard();
    scene.due(Deadline.Kind.RING);
    assertInstanceOf(ParticipantState.Missed.class, scene.participant("carol").state());
  }

  @Test
  void aBlockIsPublishedAsPartOfThePreviousVersion() {
    CallScenario scene = CallScenario.groupRinging().then(answers("b1"));
    int version = scene.call().version();
    scene.then(blocks("carol", "alice"));
    CallEvent blocked = PublicEventWriter.write(scene.call(), scene.events()).getLast();
    assertTrue(blocked.hasCallerBlocked());
    assertEquals(version, blocked.getVersion());
    assertEquals(2, blocked.getIndex()); // after ParticipantJoined and CallConnected
    scene.then(ends("b1"));
    CallEvent next = PublicEventWriter.write(scene.call(), scene.events()).getFirst();
    assertEquals(List.of(version + 1, 0), List.of(next.getVersion(), next.getIndex()));
  }

  /// All messages to the devices of the caller and of another callee until the call has ended,
  /// to be compared byte for byte.
  ///
  /// @param blocked the user whom Carol blocks while the call rings, if any
  private static List<DeliveryBatch> whatTheOthersSee(Callee carol, @Nullable String blocked) {
    CallScenario scene = CallScenario.opening();
    List<DeliveryBatch> seen = new ArrayList<>();
    List<Supplier<CallScenario>> acts =
        List.of(
            () -> scene.then(places("a1", callee("bob", "b1", "b2"), carol)),
            () -> scene.then(places("a1", callee("bob", "b1", "b2"), carol)),
            () -> scene.then(blocked == null ? syncs("a1") : blocks("carol", blocked)),
            () -> scene.then(syncs("a1")),
            () -> scene.then(joins("b1")),
            () -> scene.then(sendsCandidate("a1", "one", "carol")),
            () -> scene.then(offers("b1", "carol")),
            () -> scene.then(mutes("b1")),
            () -> carol.devices().isEmpty() ? scene : scene.due(Deadline.Kind.RING),
            () -> scene.then(syncs("b1")),
            () -> scene.then(ends("b1")));
    for (int i = 0; i < acts.size(); i++) {
      CallScenario after = acts.get(i).get();
      List<Notice> others =
          after.notices().stream().filter(n -> !n.to().userId().equals("carol")).toList();
      if (i != 2) { // the step in which Carol may block the caller must send nothing to them
        seen.add(DeliveryWriter.write(after.call(), i, null, others));
      } else if (blocked != null) {
        assertEquals(List.of(), others);
      }
    }
    return seen;
  }

  @Test
  void aUserWhoMissedTheCallMayJoinLater() {
    CallScenario scene = CallScenario.groupRinging().then(answers("b1")).due(Deadline.Kind.RING);
    scene.assertHeard(
        "c1 call_ended missed", "a1 call_state connected joined", "b1 call_state connected joined");
    scene
        .then(joins("c1"))
        .assertHeard(
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "c1 call_state connected joined");
  }

  /// presence-service had no reason to report changes of that connection to the call.
  @Test
  void theEventNamesTheConnectionOfAUserWhoWasNotInTheCall() {
    CallScenario scene = CallScenario.groupRinging().then(joins("b1"));
    assertFalse(joined(scene).hasDevice());
    scene.due(Deadline.Kind.RING).then(joins("c1"));
    assertEquals("c1", joined(scene).getDevice().getDeviceId());
    assertFalse(joined(scene).getDevice().getConnectionId().isEmpty());
  }

  private static ParticipantJoined joined(CallScenario scene) {
    return PublicEventWriter.write(scene.call(), scene.events()).getFirst().getParticipantJoined();
  }

  @Test
  void anInvitationTurnsADirectCallIntoAGroupCall() {
    CallScenario scene = CallScenario.connected();
    scene
        .then(invites("b1", callee("carol", "c1"), callee("alice", "a1")))
        .assertHeard("c1 ring", "a1 call_state connected joined", "b1 call_state connected joined");
    assertEquals(CallKind.GROUP, scene.call().kind());
    scene.then(answers("c1"));
    assertEquals(Topology.MESH, scene.call().topology());
    scene.then(ends("a1"));
    assertEquals(CallState.CONNECTED, scene.state());
  }

  @Test
  void onlyJoinedParticipantsInvite() {
    CallScenario scene = CallScenario.connected();
    scene.then(invites("b2", callee("carol", "c1"))).assertHeard("b2 error NOT_A_PARTICIPANT");
    scene.then(invites("m1", callee("carol", "c1"))).assertHeard("m1 error CALL_NOT_FOUND");
  }

  @Test
  void aCallHasAtMostThirtyTwoParticipants() {
    Callee[] thirtyOne = people(31);
    assertEquals(CallState.RINGING, CallScenario.opening(places("a1", thirtyOne)).state());
    CallScenario.opening(places("a1", people(32))).assertHeard("a1 error CALL_FULL");
    CallScenario.opening(places("a1", thirtyOne))
        .then(invites("a1", callee("carol", "c1")))
        .assertHeard("a1 error CALL_FULL");
  }

  private static Callee[] people(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> callee("user-" + i, "d" + i % 10))
        .toArray(Callee[]::new);
  }

  @Test
  void theCallContinuesWhenAParticipantIsLost() {
    CallScenario.groupConnected()
        .then(vanishes("b1"))
        .due(Deadline.Kind.RECONNECT)
        .assertHeard(
            "a1 call_state connected joined",
            "c1 call_state connected joined",
            "b2 call_elsewhere ended");
  }

  @Test
  void theInitiatorMayLeaveAndBeInvitedAgain() {
    CallScenario scene =
        CallScenario.groupConnected()
            .then(ends("a1"))
            .then(invites("b1", callee("alice", "a2"), callee("dave", "d1")));
    assertEquals("alice", scene.call().initiator().userId());
    assertEquals("a2 ring", scene.heard().getFirst());
    CallScenario answered = scene.then(answers("a2"));
    assertInstanceOf(ParticipantState.Joined.class, answered.participant("alice").state());
  }

  @Test
  void anUnreachableUserMissesTheCallAndItContinues() {
    CallScenario scene = CallScenario.connected().then(invites("b1", callee("carol")));
    scene.assertHeard("a1 call_state connected joined", "b1 call_state connected joined");
    assertInstanceOf(ParticipantState.Missed.class, scene.participant("carol").state());
    CallScenario.groupRinging()
        .then(answers("b1"))
        .then(vanishes("c1"))
        .due(Deadline.Kind.UNREACHABLE)
        .assertHeard("a1 call_state connected joined", "b1 call_state connected joined");
  }
}
