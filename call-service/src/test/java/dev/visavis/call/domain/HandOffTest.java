package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.candidateOf;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.givesBack;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// What people hear when a call moves from one device to another.
class HandOffTest {
  @Test
  void theCallMovesOnceTheNewSideIsUp() {
    Scene scene = Scene.connected();
    scene
        .then(transfers("b1", "b2"))
        .assertHeard("b2 ring transfer", "b1 call_state connected joined");
    scene
        .then(answers("b2"))
        .assertHeard(
            "a1 participant_moved bob",
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "b2 call_state connected joined");
    scene.then(offers("a1", null)).assertHeard("b2 offer from alice");
    scene
        .then(mutes("b2"))
        .assertHeard(
            "b1 call_ended transferred",
            "a1 media_state from bob",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
    scene.then(ends("b1")).assertHeard("b1 error NOT_A_PARTICIPANT");
  }

  @Test
  void theNewSideTakesOverWhenItSaysNothing() {
    Scene.connected()
        .then(transfers("b1", "b2"))
        .then(answers("b2"))
        .due(Deadline.Kind.HAND_OFF)
        .assertHeard(
            "b1 call_ended transferred",
            "a1 call_state connected joined",
            "b2 call_state connected joined");
  }

  @Test
  void theTargetFetchesTheCallByItself() {
    Scene scene = Scene.connected();
    scene.then(transfers("b2", "b2")).assertHeard("b2 call_state connected observer");
    scene
        .then(answers("b2"))
        .assertHeard(
            "a1 participant_moved bob",
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "b2 call_state connected joined");
  }

  @Test
  void nothingHasChangedWhenTheTargetDeclines() {
    Scene scene = Scene.connected().then(transfers("b1", "b2"));
    Participant before = Scene.connected().participant("bob");
    scene.then(declines("b2")).assertHeard("b2 call_ended declined", "b1 call_elsewhere ended");
    assertEquals(before.seat(), scene.participant("bob").seat());
  }

  @Test
  void nothingHasChangedWhenTheTargetDoesNotAnswer() {
    Scene scene = Scene.connected().then(transfers("b1", "b2")).due(Deadline.Kind.HAND_OFF);
    scene.assertHeard("b2 call_ended missed", "b1 call_elsewhere ended");
    scene.then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
  }

  @Test
  void nothingHasChangedWhenTheTargetVanishes() {
    Scene scene = Scene.connected().then(transfers("b1", "b2")).then(vanishes("b2"));
    scene.assertHeard("b1 call_elsewhere ended");
    assertEquals(Seat.of("b1"), scene.participant("bob").seat());
    Scene settling =
        Scene.connected().then(transfers("b1", "b2")).then(answers("b2")).then(vanishes("b2"));
    settling.assertHeard(
        "a1 participant_moved bob",
        "a1 call_state connected joined",
        "b1 call_state connected joined",
        "b1 call_elsewhere ended");
    settling.then(offers("a1", null)).assertHeard("b1 offer from alice");
  }

  @Test
  void theOldDeviceMayVanishMeanwhile() {
    Scene scene = Scene.connected().then(transfers("b1", "b2")).then(vanishes("b1"));
    scene.then(answers("b2"));
    assertEquals(ParticipantState.JOINED, scene.participant("bob").state());
    scene.then(connects("b1", "b1-socket-2"));
    assertEquals("b1 registered_call observer resumed", scene.heard().getFirst());
  }

  /// The new device negotiates anew, and the others may speak to it before the move is settled.
  @Test
  void whatWaitsForTheOldDeviceIsNotForTheNewOne() {
    Scene scene = Scene.connected().then(vanishes("b1")).then(offers("a1", null));
    assertEquals(1, scene.participant("bob").kept().parcels().size());
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
  void whatWaitsForTheNewDeviceIsNotForTheOldOneThatGoesOn() {
    Scene scene =
        Scene.connected()
            .then(transfers("b1", "b2"))
            .then(answers("b2"))
            .then(givesBack("b2", "b2-socket-1", candidateOf("alice", "one")));
    assertEquals(1, scene.participant("bob").kept().parcels().size());
    scene.then(vanishes("b2"));
    assertEquals(Kept.NOTHING, scene.participant("bob").kept());
  }

  @Test
  void onlyTheDeviceInTheCallHandsItOver() {
    Scene scene = Scene.connected();
    scene.then(transfers("b2", "b1")).assertHeard("b2 error NOT_A_PARTICIPANT");
    scene.then(transfers("b1", "b9")).assertHeard("b1 error DEVICE_NOT_FOUND");
    scene.then(transfers("b1", "b1")).assertHeard("b1 error INVALID_STATE");
    Scene.ringing().then(transfers("a1", "a2")).assertHeard("a1 error INVALID_STATE");
  }

  @Test
  void theTargetStopsRingingWhenTheCallEnds() {
    Scene scene = Scene.connected().then(transfers("b1", "b2")).then(ends("a1"));
    assertEquals(
        "b2 call_ended cancelled",
        scene.heard().stream()
            .filter(line -> line.startsWith("b2 call_ended"))
            .findFirst()
            .orElse(""));
  }
}
