package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.candidateOf;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.givesBack;
import static dev.visavis.call.domain.People.isReclaimed;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.DeviceRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The messages of hand-offs.
class HandOffTest {
  @Test
  void theCallMovesOnceTheNewDeviceSendsItsMediaState() {
    CallScenario scene = CallScenario.connected();
    scene
        .then(transfers("b1", "b2"))
        .assertHeard("b2 ring transfer", "b1 call_state connected joined");
    scene
        .then(answers("b2"))
        .assertHeard(
            "a1 participant_moved bob", "a1 peers", "b1 peers", "b2 call_state connected joined");
    scene.then(offers("a1", null)).assertHeard("b2 offer from alice");
    scene
        .then(mutes("b2"))
        .assertHeard(
            "b1 call_ended transferred",
            "a1 media_state from bob",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
    scene.then(ends("b1")).assertHeard("b1 error NOT_A_PARTICIPANT", "b1 call_ended transferred");
  }

  @Test
  void theCallMovesAfterATimeoutIfTheNewDeviceSendsNothing() {
    CallScenario.connected()
        .then(transfers("b1", "b2"))
        .then(answers("b2"))
        .due(Deadline.Kind.HAND_OFF)
        .assertHeard(
            "b1 call_ended transferred",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
  }

  @Test
  void theTargetPullsTheCall() {
    CallScenario scene = CallScenario.connected();
    scene.then(transfers("b2", "b2")).assertHeard("b2 call_state connected observer");
    scene
        .then(answers("b2"))
        .assertHeard(
            "a1 participant_moved bob", "a1 peers", "b1 peers", "b2 call_state connected joined");
  }

  @Test
  void theCallStaysWhenTheTargetDeclines() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2"));
    Participant before = CallScenario.connected().participant("bob");
    scene
        .then(declines("b2"))
        .assertHeard("b2 call_ended declined", "b1 transfer_ended b2 declined");
    assertEquals(before.joinedDevice(), scene.participant("bob").joinedDevice());
  }

  @Test
  void aDeviceThatPullsTheCallMayDecline() {
    CallScenario.connected()
        .then(transfers("b2", "b2"))
        .then(declines("b2"))
        .assertHeard("b2 call_state connected observer");
  }

  @Test
  void theCallStaysWhenTheTargetDoesNotAnswer() {
    CallScenario scene =
        CallScenario.connected().then(transfers("b1", "b2")).due(Deadline.Kind.HAND_OFF);
    scene.assertHeard("b2 call_ended missed", "b1 transfer_ended b2 missed");
    scene.then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
  }

  @Test
  void aTargetThatTheCallNeverRangGetsOneEndToo() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b3", "b3-socket-1"))
            .then(transfers("b1", "b3"))
            .due(Deadline.Kind.HAND_OFF);
    scene.assertHeard("b3 call_ended missed", "b1 transfer_ended b3 missed");
    Call before = scene.call();
    scene.then(answers("b3")).assertHeard("b3 error CALL_UNAVAILABLE");
    assertEquals(before, scene.call());
  }

  @Test
  void aSecondHandOffReplacesTheFirst() {
    CallScenario scene =
        CallScenario.connected().then(connects("b3", "b3-socket-1")).then(transfers("b1", "b2"));
    scene
        .then(transfers("b1", "b3"))
        .assertHeard(
            "b2 call_ended cancelled", "b3 ring transfer", "b1 call_state connected joined");
    scene.then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
    scene.then(answers("b3"));
    assertEquals(DeviceRole.JOINED, scene.participant("bob").role("b3"));
  }

  @Test
  void aSecondHandOffReplacesAnAnsweredOneThatIsNotComplete() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b3", "b3-socket-1"))
            .then(transfers("b1", "b2"))
            .then(answers("b2"));
    scene
        .then(transfers("b1", "b3"))
        .assertHeard(
            "b2 call_ended transferred",
            "b3 ring transfer",
            "a1 participant_moved bob",
            "a1 peers",
            "b1 call_state connected joined");
    scene.then(mutes("b2"));
    assertEquals("b1", joinedDevice(scene).deviceId());
  }

  @Test
  void aHandOffToAnUnknownDeviceDoesNotReplaceTheFirst() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2"));
    scene.then(transfers("b1", "b9")).assertHeard("b1 error DEVICE_NOT_FOUND");
    assertEquals(DeviceRole.RINGING, scene.participant("bob").role("b2"));
  }

  @Test
  void theJoinedDeviceCancelsTheHandOff() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2"));
    scene
        .then(transfers("b1", "b1"))
        .assertHeard("b2 call_ended cancelled", "b1 call_state connected joined");
    assertEquals(JoinedDevice.of("b1"), joinedDevice(scene));
    scene.then(transfers("b1", "b1")).assertHeard("b1 call_state connected joined");
    scene.then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
  }

  @Test
  void theJoinedDeviceCancelsAnAnsweredHandOffThatIsNotComplete() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2"));
    scene
        .then(transfers("b1", "b1"))
        .assertHeard(
            "b2 call_ended transferred",
            "a1 participant_moved bob",
            "a1 peers",
            "b1 call_state connected joined");
    scene.then(offers("a1", null)).assertHeard("b1 offer from alice");
  }

  @Test
  void theNewDeviceReturnsTheCallAtOnce() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2"));
    scene.then(transfers("b2", "b1"));
    assertEquals("b2 call_ended transferred", scene.heard().getFirst());
    assertEquals(JoinedDevice.of("b1"), joinedDevice(scene));
  }

  @Test
  void theNewDeviceHandsTheCallToAThirdOne() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b3", "b3-socket-1"))
            .then(transfers("b1", "b2"))
            .then(answers("b2"));
    scene
        .then(transfers("b2", "b3"))
        .assertHeard(
            "b1 call_ended transferred",
            "b3 ring transfer",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
    assertEquals("b2", joinedDevice(scene).deviceId());
  }

  @Test
  void aThirdDeviceThatPullsTheCallWins() {
    CallScenario scene =
        CallScenario.connected().then(connects("b3", "b3-socket-1")).then(transfers("b1", "b2"));
    scene
        .then(transfers("b3", "b3"))
        .assertHeard(
            "b2 call_ended cancelled",
            "b3 call_state connected observer",
            "b1 transfer_ended b2 cancelled");
    scene.then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
    scene.then(answers("b3")).then(mutes("b3"));
    assertEquals("b3", joinedDevice(scene).deviceId());
  }

  @Test
  void aThirdDeviceThatPullsTheCallReplacesAnAnsweredHandOff() {
    CallScenario scene =
        CallScenario.connected()
            .then(connects("b3", "b3-socket-1"))
            .then(transfers("b1", "b2"))
            .then(answers("b2"));
    scene.then(transfers("b3", "b3"));
    assertEquals("b2 call_ended transferred", scene.heard().getFirst());
    scene.then(answers("b3")).then(mutes("b3"));
    assertEquals("b3", joinedDevice(scene).deviceId());
  }

  /// The peer had learned of the new device before it was disconnected, and would send offers
  /// to it.
  @Test
  void aDisconnectedPeerIsNotifiedThatTheHandOffWasCancelled() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2"));
    scene.then(vanishes("a1")).then(transfers("b1", "b1"));
    scene.then(connects("a1", "a1-socket-2")).then(isReclaimed("a1"));
    assertEquals(
        List.of("a1 participant_moved bob"),
        scene.heard().stream().filter(line -> line.contains("moved")).toList());
  }

  private static JoinedDevice joinedDevice(CallScenario scene) {
    JoinedDevice joinedDevice = scene.participant("bob").joinedDevice();
    if (joinedDevice == null) {
      throw new AssertionError("bob is not in the call");
    }
    return joinedDevice;
  }

  @Test
  void theCallStaysWhenTheTargetDisconnects() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(vanishes("b2"));
    scene.assertHeard("b1 transfer_ended b2 missed");
    assertEquals(JoinedDevice.of("b1"), scene.participant("bob").joinedDevice());
    CallScenario settling =
        CallScenario.connected()
            .then(transfers("b1", "b2"))
            .then(answers("b2"))
            .then(vanishes("b2"));
    settling.assertHeard(
        "a1 participant_moved bob",
        "a1 peers",
        "b1 call_state connected joined",
        "b1 transfer_ended b2 missed");
    settling.then(offers("a1", null)).assertHeard("b1 offer from alice");
  }

  @Test
  void theOldDeviceMayDisconnectDuringTheHandOff() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(vanishes("b1"));
    scene.then(answers("b2"));
    assertInstanceOf(ParticipantState.Joined.class, scene.participant("bob").state());
    scene.then(connects("b1", "b1-socket-2"));
    assertEquals("b1 registered_call observer resumed", scene.heard().getFirst());
  }

  /// The new device starts its own negotiation, and peers may send to it before the hand-off is
  /// complete.
  @Test
  void theMailboxOfTheOldDeviceIsNotDeliveredToTheNewOne() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1")).then(offers("a1", null));
    assertEquals(1, scene.participant("bob").mailbox().messages().size());
    scene
        .then(transfers("b2", "b2"))
        .then(answers("b2"))
        .assertHeard(
            "a1 participant_moved bob",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
    scene.then(offers("a1", null)).assertHeard("b2 offer from alice");
  }

  @Test
  void theMailboxOfTheNewDeviceIsDroppedWhenTheCallStays() {
    CallScenario scene =
        CallScenario.connected()
            .then(transfers("b1", "b2"))
            .then(answers("b2"))
            .then(givesBack("b2", "b2-socket-1", candidateOf("alice", "one")));
    assertEquals(1, scene.participant("bob").mailbox().messages().size());
    scene.then(vanishes("b2"));
    assertEquals(Mailbox.EMPTY, scene.participant("bob").mailbox());
  }

  @Test
  void onlyTheJoinedDevicePushesTheCall() {
    CallScenario scene = CallScenario.connected();
    scene.then(transfers("b2", "b1")).assertHeard("b2 error NOT_A_PARTICIPANT");
    scene.then(transfers("b1", "b9")).assertHeard("b1 error DEVICE_NOT_FOUND");
    CallScenario.ringing().then(transfers("a1", "a2")).assertHeard("a1 error INVALID_STATE");
  }

  @Test
  void theTargetStopsRingingWhenTheCallEnds() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(ends("a1"));
    assertEquals(
        "b2 call_ended cancelled",
        scene.heard().stream()
            .filter(line -> line.startsWith("b2 call_ended"))
            .findFirst()
            .orElse(""));
  }
}
