package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocking;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.closesThePage;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.glare;
import static dev.visavis.call.domain.People.isBusy;
import static dev.visavis.call.domain.People.isReclaimed;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Rejection;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The messages of calls that ring.
class RingingTest {
  @Test
  void everyDeviceOfTheCalleeRings() {
    CallScenario.ringing()
        .assertHeard(
            "a1 call_initiated ringing 2", "b1 ring", "b2 ring", "a1 call_state ringing joined");
  }

  @Test
  void aRingContainsTheTimeThatIsLeft() {
    CallScenario scene = CallScenario.ringing().then(connects("b3", "b3-socket-1"));
    Message.Ring ring = assertInstanceOf(Message.Ring.class, scene.told("b3").getLast());
    assertEquals(Duration.ofSeconds(29), ring.expiresIn());
    assertEquals("alice", ring.caller().id());
    assertEquals(2, ring.participants().size());
  }

  @Test
  void aRepeatedRequestRingsNobodyAndRepliesWithTheState() {
    CallScenario.ringing()
        .then(places("a2", callee("bob", "b1")))
        .assertHeard("a2 call_initiated ringing 2 duplicate");
    CallScenario.connected()
        .then(ends("a1"))
        .then(places("a1", callee("bob", "b1")))
        .assertHeard("a1 call_initiated ended 0 duplicate", "a1 call_ended ended");
  }

  @Test
  void aCalleeWithoutADeviceIsUnavailableAtOnce() {
    CallScenario.opening(places("a1", callee("bob")))
        .assertHeard("a1 call_initiated missed 0", "a1 call_ended unavailable");
  }

  @Test
  void theCallerIsNotifiedOnceThatTheCalleeIsAlerted() {
    CallScenario scene = CallScenario.ringing();
    scene
        .then(rings("b1"))
        .assertHeard(
            "a1 ringing bob", "a1 call_state ringing joined", "b1 call_state ringing ringing");
    scene.then(rings("b1")).assertHeard("b1 call_state ringing ringing");
    scene
        .then(rings("b2"))
        .assertHeard("a1 call_state ringing joined", "b2 call_state ringing ringing");
  }

  @Test
  void theOtherDevicesStopRingingWhenOneAnswers() {
    CallScenario.ringing()
        .then(answers("b1"))
        .assertHeard(
            "b2 call_ended answered_elsewhere",
            "a1 call_answered by bob",
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "a2 call_elsewhere connected",
            "b2 call_elsewhere connected");
  }

  @Test
  void theSecondDeviceToAnswerLoses() {
    CallScenario.connected().then(answers("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
  }

  @Test
  void aDeviceThatWasNeverRungAndAnswersSecondGetsAnsweredElsewhere() {
    CallScenario.connected()
        .then(answers("b3"))
        .assertHeard("b3 error CALL_UNAVAILABLE", "b3 call_ended answered_elsewhere");
  }

  @Test
  void theWinnerThatAnswersAgainGetsTheCallState() {
    CallScenario.connected().then(answers("b1")).assertHeard("b1 call_state connected joined");
  }

  @Test
  void decliningStopsTheOtherDevices() {
    CallScenario.ringing()
        .then(declines("b1"))
        .assertHeard(
            "a1 call_ended declined", "b1 call_ended declined", "b2 call_ended declined_elsewhere");
    CallScenario.ringing()
        .then(isBusy("b1"))
        .assertHeard(
            "a1 call_ended busy", "b1 call_ended busy", "b2 call_ended declined_elsewhere");
  }

  @Test
  void aLateDeclineOnAnotherDeviceHasNoEffect() {
    CallScenario scene = CallScenario.connected();
    scene.then(declines("b2")).assertHeard("b2 error CALL_UNAVAILABLE");
    assertEquals(CallState.CONNECTED, scene.state());
  }

  @Test
  void theCallerHangsUpBeforeAnybodyAnswers() {
    CallScenario.ringing()
        .then(ends("a1"))
        .assertHeard(
            "a1 call_ended cancelled", "b1 call_ended cancelled", "b2 call_ended cancelled");
  }

  @Test
  void cancelAndAnswerAgreeOnOneOutcome() {
    CallScenario.ringing()
        .then(ends("a1"))
        .then(answers("b1"))
        .assertHeard("b1 error CALL_UNAVAILABLE", "b1 call_ended cancelled");
    CallScenario answeredFirst = CallScenario.ringing().then(answers("b1")).then(ends("a1"));
    answeredFirst.assertHeard(
        "a1 call_ended ended",
        "b1 call_ended ended",
        "a2 call_elsewhere ended",
        "b2 call_elsewhere ended");
  }

  @Test
  void nobodyAnswers() {
    CallScenario scene = CallScenario.ringing().due(Deadline.Kind.RING);
    scene.assertHeard("a1 call_ended no_answer", "b1 call_ended missed", "b2 call_ended missed");
    assertEquals(Duration.ofSeconds(30), scene.call().ringTime());
  }

  @Test
  void aDeviceThatComesOnlineIsRungToo() {
    CallScenario scene = CallScenario.ringing();
    scene
        .then(connects("b3", "b3-socket-1"))
        .assertHeard("b3 registered_call ringing resumed", "b3 ring");
    scene.then(connects("b3", "b3-socket-1")).assertHeard("b3 registered_call ringing resumed");
    scene
        .then(connects("b3", "b3-socket-2"))
        .assertHeard("b3 registered_call ringing resumed", "b3 ring");
  }

  @Test
  void theLastDeviceThatDisconnectsHasFiveSecondsToReconnect() {
    CallScenario scene = CallScenario.ringing().then(vanishes("b1"));
    assertEquals(1, scene.call().deadlines().size());
    scene.then(vanishes("b2"));
    assertEquals(2, scene.call().deadlines().size());
    scene.then(connects("b2", "b2-socket-2"));
    assertEquals(1, scene.call().deadlines().size());
    scene.then(vanishes("b2", "b2-socket-2")).due(Deadline.Kind.UNREACHABLE);
    scene.assertHeard("a1 call_ended unavailable");
  }

  @Test
  void aDisconnectedDeviceGetsNoMessages() {
    CallScenario.ringing()
        .then(vanishes("b1"))
        .then(ends("a1"))
        .assertHeard("a1 call_ended cancelled", "b2 call_ended cancelled");
  }

  @Test
  void aDeviceThatWasOfflineWhenTheCallWasCancelledGetsTheCancellation() {
    CallScenario.ringing()
        .then(vanishes("b1"))
        .then(ends("a1"))
        .then(syncs("b1"))
        .assertHeard("b1 call_state cancelled observer", "b1 call_ended cancelled");
  }

  @Test
  void aDeviceThatWasOfflineWhenAnotherOneAnsweredLearnsThat() {
    CallScenario.ringing()
        .then(vanishes("b1"))
        .then(answers("b2"))
        .then(ends("a1"))
        .then(syncs("b1"))
        .assertHeard("b1 call_state ended observer", "b1 call_ended answered_elsewhere");
  }

  @Test
  void aDeviceThatWasOfflineWhenAnotherOneDeclinedLearnsThat() {
    CallScenario.ringing()
        .then(vanishes("b1"))
        .then(declines("b2"))
        .then(syncs("b1"))
        .assertHeard("b1 call_state declined observer", "b1 call_ended declined_elsewhere");
  }

  @Test
  void aBlockedCallerSeesAnUnansweredCall() {
    CallScenario scene = CallScenario.opening(places("a1", blocking("bob", "b1", "b2")));
    scene.assertHeard("a1 call_initiated ringing 2", "a1 call_state ringing joined");
    scene.then(connects("b3", "b3-socket-1")).assertHeard("b3 registered_call over");
    scene.then(answers("b1")).assertHeard("b1 error CALL_NOT_FOUND");
    scene.then(syncs("b1")).assertHeard("b1 error CALL_NOT_FOUND");
    scene.due(Deadline.Kind.RING).assertHeard("a1 call_ended no_answer");
    scene.then(syncs("b1")).assertHeard("b1 error CALL_NOT_FOUND");
  }

  @Test
  void glareEndsTheCallWithTheGreaterIdInFavourOfTheOther() {
    CallScenario scene = CallScenario.ringing().then(glare("call-0"));
    scene.assertHeard("a1 call_ended glare", "b1 call_ended glare", "b2 call_ended glare");
    Message.CallEnded ended =
        assertInstanceOf(Message.CallEnded.class, scene.told("a1").getFirst());
    assertEquals("call-0", ended.continuesAs());
  }

  @Test
  void aRingingUserWhoIsInAnotherCallSeesCallWaiting() {
    Callee busy = new Callee(callee("bob").user(), callee("bob", "b1").devices(), false, true);
    CallScenario scene = CallScenario.opening(places("a1", busy));
    Message.Ring ring = assertInstanceOf(Message.Ring.class, scene.told("b1").getFirst());
    assertTrue(ring.callWaiting());
  }

  @Test
  void aCallerWhoReconnectsStillRings() {
    CallScenario scene = CallScenario.ringing().then(vanishes("a1"));
    scene.then(rings("b1")).assertHeard("b1 call_state ringing ringing");
    scene.then(connects("a1", "a1-socket-2")).assertHeard("a1 barrier of a1");
    scene
        .then(isReclaimed("a1"))
        .assertHeard("a1 registered_call joined resumed", "a1 call_state ringing joined");
  }

  @Test
  void aCallerWhoClosesThePageHasCancelled() {
    CallScenario scene = CallScenario.ringing().then(closesThePage("a1"));
    assertEquals(CallState.RINGING, scene.state());
    scene.due(Deadline.Kind.PAGE_CLOSED);
    scene.assertHeard("b1 call_ended cancelled", "b2 call_ended cancelled");
    assertEquals(CallScenario.ringing().then(ends("a1")).facts(), scene.facts());
    Ending ending = Objects.requireNonNull(scene.call().ending());
    assertEquals(EndReason.CANCELLED, ending.reason());
    assertEquals(CallState.CANCELLED, scene.state());
    assertEquals(Duration.ofSeconds(6), scene.call().ringTime());
  }

  @Test
  void aCallerWhoReloadsThePageStillRings() {
    CallScenario scene = CallScenario.ringing().then(closesThePage("a1"));
    Deadline deadline = scene.deadline(Deadline.Kind.PAGE_CLOSED);
    scene.then(connects("a1", "a1-socket-2")).then(People.reaches(deadline));
    assertEquals(Rejection.STALE, scene.refusal());
    assertEquals(CallState.RINGING, scene.state());
    scene.then(closesThePage("a1")); // a late report about the old page
    assertEquals(Rejection.STALE, scene.refusal());
  }

  @Test
  void anAnswerToACallerWhoClosedThePageWaitsForTheResumeWindow() {
    CallScenario scene = CallScenario.ringing().then(closesThePage("a1"));
    Deadline deadline = scene.deadline(Deadline.Kind.PAGE_CLOSED);
    scene.then(answers("b1")).then(People.reaches(deadline));
    assertEquals(Rejection.STALE, scene.refusal());
    assertEquals(CallState.CONNECTED, scene.state());
    scene
        .due(Deadline.Kind.RECONNECT)
        .assertHeard(
            "b1 call_ended peer_lost", "a2 call_elsewhere ended", "b2 call_elsewhere ended");
  }

  @Test
  void aCallerWhoseConnectionBreaksStillRings() {
    CallScenario scene = CallScenario.ringing().then(vanishes("a1"));
    assertTrue(
        scene.call().deadlines().stream().noneMatch(d -> d.kind() == Deadline.Kind.PAGE_CLOSED));
  }

  @Test
  void closingThePageOfAConnectedCallStartsTheResumeWindow() {
    CallScenario scene = CallScenario.connected().then(closesThePage("a1"));
    assertTrue(
        scene.call().deadlines().stream().noneMatch(d -> d.kind() == Deadline.Kind.PAGE_CLOSED));
  }
}
