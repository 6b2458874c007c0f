package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.ParticipantState;
import dev.visavis.call.domain.value.Topology;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What people hear in a call of many.
class GroupTest {
  @Test
  void theFirstAnswerConnectsAndTheOthersRingOn() {
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
  void oneDeclinesAndTheOthersRingOn() {
    CallScenario.groupRinging()
        .then(declines("b1"))
        .assertHeard(
            "b1 call_ended declined",
            "b2 call_ended declined_elsewhere",
            "a1 call_state ringing joined");
  }

  @Test
  void oneDeclinesAndOneMisses() {
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
  void oneLeavesAndTheOthersTalkOn() {
    CallScenario.groupConnected()
        .then(ends("b1"))
        .assertHeard(
            "b1 call_ended ended",
            "a1 call_state connected joined",
            "c1 call_state connected joined",
            "b2 call_elsewhere ended");
  }

  @Test
  void theLastButOneEndsIt() {
    CallScenario.groupConnected()
        .then(ends("b1"))
        .then(ends("a1"))
        .assertHeard("a1 call_ended ended", "c1 call_ended ended", "a2 call_elsewhere ended");
  }

  @Test
  void theInitiatorEndsItForEverybodyTheRingingIncluded() {
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
  void nobodyIsLeftToTalkToWhoStillRings() {
    CallScenario scene =
        CallScenario.groupRinging().then(answers("b1")).then(ends("a1")).then(ends("b1"));
    assertEquals(CallState.ENDED, scene.state());
    assertEquals("c1 call_ended cancelled", scene.heard().get(1));
  }

  @Test
  void inAGroupOneSaysWhomOneMeans() {
    CallScenario scene = CallScenario.groupConnected();
    scene.then(offers("a1", null)).assertHeard("a1 error INVALID_MESSAGE");
    scene.then(offers("a1", "carol")).assertHeard("c1 offer from alice");
  }

  @Test
  void whoMissedTheCallJoinsLater() {
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

  @Test
  void somebodyIsInvitedIntoACallOfTwo() {
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
  void onlyWhoIsInTheCallInvites() {
    CallScenario scene = CallScenario.connected();
    scene.then(invites("b2", callee("carol", "c1"))).assertHeard("b2 error NOT_A_PARTICIPANT");
    scene.then(invites("m1", callee("carol", "c1"))).assertHeard("m1 error CALL_NOT_FOUND");
  }

  @Test
  void aCallHoldsThirtyTwo() {
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
  void mediaTravelsByTheNumberOfPeople() {
    assertEquals(Topology.P2P, Topology.of(2));
    assertEquals(Topology.MESH, Topology.of(3));
    assertEquals(Topology.MESH, Topology.of(4));
    assertEquals(Topology.SFU, Topology.of(5));
  }

  @Test
  void whoIsLostLeavesTheOthersTalking() {
    CallScenario.groupConnected()
        .then(vanishes("b1"))
        .due(Deadline.Kind.RECONNECT)
        .assertHeard(
            "a1 call_state connected joined",
            "c1 call_state connected joined",
            "b2 call_elsewhere ended");
  }

  @Test
  void theInitiatorMayLeaveAndBeRungAgain() {
    CallScenario scene =
        CallScenario.groupConnected()
            .then(ends("a1"))
            .then(invites("b1", callee("alice", "a2"), callee("dave", "d1")));
    assertEquals("alice", scene.call().initiator().userId());
    assertEquals("a2 ring", scene.heard().getFirst());
    CallScenario answered = scene.then(answers("a2"));
    assertEquals(ParticipantState.JOINED, answered.participant("alice").state());
  }

  @Test
  void whoeverCannotBeReachedMissesTheCallAndTheOthersTalkOn() {
    CallScenario scene = CallScenario.connected().then(invites("b1", callee("carol")));
    scene.assertHeard("a1 call_state connected joined", "b1 call_state connected joined");
    assertEquals(ParticipantState.MISSED, scene.participant("carol").state());
    CallScenario.groupRinging()
        .then(answers("b1"))
        .then(vanishes("c1"))
        .due(Deadline.Kind.UNREACHABLE)
        .assertHeard("a1 call_state connected joined", "b1 call_state connected joined");
  }
}
