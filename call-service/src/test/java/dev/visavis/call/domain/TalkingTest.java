package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.crashesWithItsGateway;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.isReclaimed;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.setsMedia;
import static dev.visavis.call.domain.People.signals;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.vanishes;
import static dev.visavis.call.domain.People.vanishesUntold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MediaChange;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The messages of connected direct calls.
class TalkingTest {
  @Test
  void signalsReachOnlyThePeersJoinedDevice() {
    CallScenario scene = CallScenario.connected();
    scene.then(offers("b1", null)).assertHeard("a1 offer from bob");
    scene.then(offers("a1", "bob")).assertHeard("b1 offer from alice");
    scene.then(signals("a1", Signal.Kind.KEY, "key", null)).assertHeard("b1 key from alice");
  }

  @Test
  void signalsToOneselfOrToStrangersAreRefused() {
    CallScenario scene = CallScenario.connected();
    scene.then(offers("a1", "alice")).assertHeard("a1 error INVALID_MESSAGE");
    scene.then(offers("a1", "carol")).assertHeard("a1 error NOT_A_PARTICIPANT");
  }

  @Test
  void aRepeatedCandidateIsStoredOnceInARound() {
    Mailbox once =
        Mailbox.EMPTY.plus(saying("1", Signal.Kind.CANDIDATE), Mailbox.MAX_BYTES_IN_CALL);
    assertEquals(once, once.plus(saying("2", Signal.Kind.CANDIDATE), Mailbox.MAX_BYTES_IN_CALL));
    Mailbox later = once.plus(saying("3", Signal.Kind.OFFER), Mailbox.MAX_BYTES_IN_CALL);
    assertEquals(
        3,
        later
            .plus(saying("4", Signal.Kind.CANDIDATE), Mailbox.MAX_BYTES_IN_CALL)
            .messages()
            .size());
  }

  private static Message.Relayed saying(String id, Signal.Kind kind) {
    return new Message.Relayed(id, "alice", new Signal(kind, OpaquePayload.of(new byte[] {1})));
  }

  @Test
  void candidatesSentBeforeTheAnswerAreDeliveredAfterIt() {
    CallScenario scene = CallScenario.ringing();
    scene.then(sendsCandidate("a1", "one", null)).assertHeard();
    scene.then(sendsCandidate("a1", "two", null)).assertHeard();
    scene.then(answers("b1"));
    List<Message> told = scene.told("b1");
    assertInstanceOf(Message.CallStateUpdate.class, told.get(0));
    assertEquals(List.of("a1:one", "a1:two"), ids(told.subList(1, 3)));
  }

  private static List<Message> relayed(CallScenario scene, String device) {
    return scene.told(device).stream()
        .filter(message -> message instanceof Message.Relayed)
        .toList();
  }

  private static List<String> ids(List<Message> messages) {
    return messages.stream().map(message -> ((Message.Relayed) message).id()).toList();
  }

  @Test
  void anOfferBeforeTheAnswerIsRefused() {
    CallScenario.ringing().then(offers("a1", null)).assertHeard("a1 error INVALID_STATE");
  }

  @Test
  void mutingIsSentToThePeer() {
    CallScenario scene = CallScenario.connected();
    scene
        .then(mutes("b1"))
        .assertHeard(
            "a1 media_state from bob",
            "a1 call_state connected joined",
            "b1 call_state connected joined");
    scene.then(mutes("b1")).assertHeard("b1 call_state connected joined");
  }

  @Test
  void aFieldMissingFromMediaStateKeepsItsValue() {
    CallScenario scene = CallScenario.connected();
    scene.then(setsMedia("b1", new MediaChange(null, null, true, true, null)));
    scene.then(setsMedia("b1", new MediaChange(false, null, null, null, null)));
    Media expected = new Media(false, true, true, true, false);
    Message.MediaStateUpdate told = (Message.MediaStateUpdate) scene.told("a1").getFirst();
    assertEquals(expected, told.media());
    assertEquals(expected, scene.participant("bob").media());
    scene
        .then(setsMedia("b1", new MediaChange(null, null, null, null, null)))
        .assertHeard("b1 call_state connected joined");
  }

  @Test
  void signalsToADisconnectedDeviceWaitInOrder() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1"));
    scene.assertHeard("a1 call_state connected joined");
    scene.then(offers("a1", null)).assertHeard();
    scene.then(sendsCandidate("a1", "one", null)).assertHeard();
    scene
        .then(connects("b1", "b1-socket-2"))
        .assertHeard("a1 call_state connected joined", "b1 barrier of b1");
    scene
        .then(isReclaimed("b1"))
        .assertHeard(
            "b1 registered_call joined resumed",
            "a1 peers",
            "b1 call_state connected joined",
            "b1 offer from alice",
            "b1 candidate from alice");
  }

  @Test
  void aDeviceWhoseGatewayDiedIsNotResumed() {
    CallScenario scene = CallScenario.connected().then(crashesWithItsGateway("b1"));
    scene.then(connects("b1", "b1-socket-2"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
  }

  @Test
  void aLossThatTheDeviceDidNotConfirmIsReportedAgain() {
    CallScenario scene =
        CallScenario.connected()
            .then(crashesWithItsGateway("b1"))
            .then(connects("b1", "b1-socket-2"))
            .then(vanishesUntold("b1", "b1-socket-2"))
            .then(connects("b1", "b1-socket-3"));
    scene.assertHeard("a1 call_state connected joined", "b1 barrier of b1");
    scene.then(isReclaimed("b1", "b1-socket-2"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
    scene.then(vanishes("b1", "b1-socket-3"));
    scene.then(connects("b1", "b1-socket-4")).then(isReclaimed("b1", "b1-socket-3"));
    assertEquals("b1 registered_call joined resumed", scene.heard().getFirst());
  }

  @Test
  void aSecondSocketBeforeTheFirstIsReportedClosedIsNotResumed() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    scene.assertHeard("b1 barrier of b1");
    scene
        .then(isReclaimed("b1"))
        .assertHeard(
            "b1 registered_call joined not resumed", "a1 peers", "b1 call_state connected joined");
    assertEquals("b1-socket-2", scene.peersTold("a1").getFirst().connectionId());
  }

  @Test
  void aDeviceWhoseMailboxOverflowedIsNotResumed() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1"));
    for (int i = 0; i <= Mailbox.MAX_MESSAGES; i++) {
      scene.then(sendsCandidate("a1", "candidate " + i, null));
    }
    scene.then(connects("b1", "b1-socket-2")).then(isReclaimed("b1"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
    assertEquals(Mailbox.MAX_MESSAGES, relayed(scene, "b1").size());
  }

  /// Only then is all known that it has missed.
  @Test
  void anOverflowDuringAReclaimIsReportedToTheDeviceAtItsEnd() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    for (int i = 0; i <= Mailbox.MAX_MESSAGES; i++) {
      scene.then(sendsCandidate("a1", "candidate " + i, null)).assertHeard();
    }
    scene.then(isReclaimed("b1"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
    assertEquals(Mailbox.MAX_MESSAGES, relayed(scene, "b1").size());
  }

  /// Told of the loss earlier, it would not know of the candidate that did not fit after that.
  @Test
  void anOverflowOfADeviceThatIsNotResumedIsReportedAtTheEndOfTheReclaim() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    for (int i = 0; i <= Mailbox.MAX_MESSAGES; i++) {
      scene.then(sendsCandidate("a1", "candidate " + i, null)).assertHeard();
    }
    scene.then(isReclaimed("b1"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
    assertEquals(Mailbox.MAX_MESSAGES, relayed(scene, "b1").size());
  }

  /// The first report may have come after the gateway had written `registered`.
  @Test
  void anOverflowIsReportedOnTheNextConnectionToo() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    for (int i = 0; i <= Mailbox.MAX_MESSAGES; i++) {
      scene.then(sendsCandidate("a1", "candidate " + i, null));
    }
    scene.then(isReclaimed("b1")).then(vanishes("b1", "b1-socket-2"));
    scene.then(connects("b1", "b1-socket-3")).then(isReclaimed("b1", "b1-socket-2"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
    scene.then(vanishes("b1", "b1-socket-3")).then(connects("b1", "b1-socket-4"));
    scene.then(isReclaimed("b1", "b1-socket-3"));
    assertEquals("b1 registered_call joined resumed", scene.heard().getFirst());
  }

  @Test
  void aDeviceIsNotResumedWhenAReclaimTimesOut() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    scene.due(Deadline.Kind.RECALL).assertHeard();
    scene.due(Deadline.Kind.RECALL);
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
  }

  @Test
  void aDeviceThatDisconnectsAgainIsNotResumedWhenAReclaimTimedOut() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    scene.then(vanishesUntold("b1", "b1-socket-2"));
    scene.due(Deadline.Kind.RECALL).due(Deadline.Kind.RECALL);
    scene.then(connects("b1", "b1-socket-3")).then(isReclaimed("b1", "b1-socket-2"));
    assertEquals("b1 registered_call joined not resumed", scene.heard().getFirst());
  }

  @Test
  void aDeviceThatReconnectsDuringAReclaimIsResumed() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    scene.then(vanishesUntold("b1", "b1-socket-2")).then(connects("b1", "b1-socket-3"));
    scene.then(isReclaimed("b1"));
    assertEquals("b1 registered_call joined resumed", scene.heard().getFirst());
  }

  @Test
  void theEndOfACallDuringAReclaimIsSentAtOnce() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    scene.then(ends("a1"));
    assertEquals("b1 registered_call over", scene.heard().getFirst());
  }

  @Test
  void anAnswerWaitsForADisconnectedCaller() {
    CallScenario scene = CallScenario.ringing().then(vanishes("a1")).then(answers("b1"));
    assertTrue(scene.told("a1").isEmpty());
    scene.then(connects("a1", "a1-socket-2")).then(isReclaimed("a1"));
    assertEquals("a1 call_answered by bob", scene.heard().getLast());
  }

  @Test
  void aParticipantWhoDoesNotReconnectIsLost() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1")).due(Deadline.Kind.RECONNECT);
    scene.assertHeard(
        "a1 call_ended peer_lost", "a2 call_elsewhere ended", "b2 call_elsewhere ended");
    scene.then(connects("b1", "b1-socket-2")).assertHeard("b1 registered_call over");
  }

  @Test
  void theEndOfAReplacedSocketHasNoEffect() {
    CallScenario scene =
        CallScenario.connected().then(connects("b1", "b1-socket-2")).then(vanishes("b1"));
    assertEquals(Rejection.STALE, scene.refusal());
    assertInstanceOf(ParticipantState.Joined.class, scene.participant("bob").state());
  }

  @Test
  void aLateCommandFromTheOldSocketDoesNotRestoreItsRoute() {
    CallScenario scene =
        CallScenario.connected().then(connects("b1", "b1-socket-2")).then(mutes("b1"));
    Device device = scene.participant("bob").device("b1");
    assertEquals("b1-socket-2", device == null ? "" : device.route().connectionId());
  }

  @Test
  void aLateCommandFromAnyEarlierSocketDoesNotRestoreItsRoute() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b1", "b1-socket-2"))
            .then(connects("b1", "b1-socket-3"))
            .then(mutes("b1"));
    Device device = scene.participant("bob").device("b1");
    assertEquals("b1-socket-3", device == null ? "" : device.route().connectionId());
  }

  @Test
  void anAnswerFromAClosedSocketStartsTheResumeWindow() {
    CallScenario scene = CallScenario.ringing().then(vanishes("b1")).then(answers("b1"));
    assertInstanceOf(ParticipantState.Reconnecting.class, scene.participant("bob").state());
    assertEquals(CallState.CONNECTED, scene.state());
  }

  @Test
  void theEndContainsTheTalkTime() {
    CallScenario scene = CallScenario.connected().then(mutes("a1")).then(ends("b1"));
    scene.assertHeard(
        "a1 call_ended ended",
        "b1 call_ended ended",
        "a2 call_elsewhere ended",
        "b2 call_elsewhere ended");
    Message.CallEnded ended =
        assertInstanceOf(Message.CallEnded.class, scene.told("a1").getFirst());
    assertEquals(Duration.ofSeconds(2), ended.talked());
    assertEquals(Duration.ofSeconds(2), scene.call().talkTime());
    assertEquals(Duration.ofSeconds(1), scene.call().ringTime());
  }

  @Test
  void anyDeviceOfAParticipantMaySync() {
    CallScenario scene = CallScenario.connected();
    scene.then(syncs("a2")).assertHeard("a2 call_state connected observer");
    scene.then(syncs("b1")).assertHeard("b1 call_state connected joined");
    scene.then(syncs("m1")).assertHeard("m1 error CALL_NOT_FOUND");
  }

  /// After a crash, two instances of presence-service may report the same devices for a moment.
  @Test
  void anEarlierConnectionThatIsReportedLastChangesNothing() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b1", "b1-socket-3", 9))
            .then(connects("b1", "b1-socket-2", 7))
            .then(vanishes("b1", "b1-socket-2"));
    assertInstanceOf(ParticipantState.Joined.class, scene.participant("bob").state());
    scene.then(ends("a1"));
    assertEquals(
        List.of("b1 call_ended ended"),
        scene.heard().stream().filter(line -> line.startsWith("b1 call_ended")).toList());
  }
}
