package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocks;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.takesTheName;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import org.junit.jupiter.api.Test;

/// Users block each other and change their names during a call.
class ProfileDeciderTest {
  @Test
  void theRingStopsAtOnceForAUserWhoBlocksTheCaller() {
    CallScenario.ringing()
        .then(blocks("bob", "alice"))
        .assertHeard("b1 call_ended declined_elsewhere", "b2 call_ended declined_elsewhere");
  }

  @Test
  void theCallerOfABlockingUserSeesAnUnansweredCall() {
    CallScenario scene = CallScenario.ringing().then(blocks("bob", "alice"));
    assertInstanceOf(ParticipantState.Ringing.class, scene.participant("bob").state());
    scene.due(Deadline.Kind.RING).assertHeard("a1 call_ended no_answer");
    assertEquals(CallState.MISSED, scene.call().state());
  }

  @Test
  void aBlockWithoutAnOnlineDeviceDoesNotShortenTheRing() {
    CallScenario scene = CallScenario.ringing().then(vanishes("b1")).then(vanishes("b2"));
    scene.then(blocks("bob", "alice"));
    assertNull(ringing(scene, "bob").unreachableDeadline());
  }

  @Test
  void afterTheBlockNoDeviceCanAnswer() {
    CallScenario scene = CallScenario.ringing().then(blocks("bob", "alice"));
    scene
        .then(answers("b1"))
        .assertHeard("b1 error CALL_UNAVAILABLE", "b1 call_ended declined_elsewhere");
    scene
        .then(joins("b2"))
        .assertHeard("b2 error CALL_UNAVAILABLE", "b2 call_ended declined_elsewhere");
    scene.then(declines("b2")).assertHeard("b2 call_ended declined_elsewhere");
    scene.then(syncs("b1")).assertHeard("b1 call_ended declined_elsewhere");
    assertEquals(CallState.RINGING, scene.call().state());
    scene.then(ends("a1")).assertHeard("a1 call_ended cancelled");
    scene
        .then(answers("b1"))
        .assertHeard("b1 error CALL_UNAVAILABLE", "b1 call_ended declined_elsewhere");
    scene.then(syncs("c1")).assertHeard("c1 error CALL_NOT_FOUND");
  }

  @Test
  void aDeviceThatComesOnlineAfterTheBlockDoesNotRing() {
    CallScenario.ringing()
        .then(blocks("bob", "alice"))
        .then(connects("b3", "b3-socket-1"))
        .assertHeard("b3 registered_call over");
  }

  @Test
  void endingTheBlockDuringTheRingDoesNotRingAgain() {
    CallScenario.ringing().then(blocks("bob", "alice")).then(blocks("bob")).assertHeard();
  }

  @Test
  void onlyBlockingTheCallerOfARingingCallHasAnEffect() {
    CallScenario.ringing().then(blocks("bob", "carol")).assertHeard();
    CallScenario.ringing().then(blocks("alice", "bob")).assertHeard();
    CallScenario.connected().then(blocks("bob", "alice")).assertHeard();
    CallScenario.groupRinging().then(blocks("bob", "carol")).assertHeard();
  }

  @Test
  void inAGroupTheOthersSeeABlockingUserAsNotAnswering() {
    CallScenario scene =
        CallScenario.groupRinging().then(answers("c1")).then(blocks("bob", "alice"));
    scene.assertHeard("b1 call_ended declined_elsewhere", "b2 call_ended declined_elsewhere");
    scene.due(Deadline.Kind.RING);
    assertInstanceOf(ParticipantState.Missed.class, scene.participant("bob").state());
    assertEquals(CallState.CONNECTED, scene.call().state());
  }

  @Test
  void theRingAlsoStopsForAUserWhoBlocksTheInviter() {
    CallScenario.connected()
        .then(invites("b1", callee("carol", "c1")))
        .then(blocks("carol", "bob"))
        .assertHeard("c1 call_ended declined_elsewhere");
  }

  @Test
  void aNewNameIsSentToAllJoinedParticipants() {
    CallScenario scene = CallScenario.connected();
    int version = scene.call().version();
    scene
        .then(takesTheName("bob", "Robert"))
        .assertHeard("a1 call_state connected joined", "b1 call_state connected joined");
    assertEquals("Robert", scene.participant("bob").user().name());
    assertEquals(version + 1, scene.call().version());
    scene.then(takesTheName("bob", "Robert")).assertHeard();
  }

  @Test
  void aDeviceThatIsRungLaterShowsTheCallersNewName() {
    CallScenario scene = CallScenario.opening(places("a1", callee("bob", "b1")));
    scene.then(takesTheName("alice", "Alicia")).then(connects("b2", "b2-socket-1"));
    Message.Ring ring = (Message.Ring) scene.told("b2").getLast();
    assertEquals("Alicia", ring.caller().name());
  }

  private static ParticipantState.Ringing ringing(CallScenario scene, String userId) {
    return assertInstanceOf(ParticipantState.Ringing.class, scene.participant(userId).state());
  }
}
