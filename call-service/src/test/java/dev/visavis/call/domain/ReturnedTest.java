package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.candidateOf;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.crashesWithItsGateway;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.givesBack;
import static dev.visavis.call.domain.People.isReclaimed;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.raisesBarrier;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages that are returned because their connection has closed, and how they stay in order.
class ReturnedTest {
  private static final Message.Relayed ONE = candidateOf("alice", "one");
  private static final Message.Relayed TWO = candidateOf("alice", "two");

  @Test
  void aReturnedMessageWaitsForADisconnectedDevice() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1"));
    scene.then(givesBack("b1", "b1-socket-1", ONE)).assertHeard();
    scene.then(givesBack("b1", "b1-socket-1", TWO)).assertHeard();
    scene.then(connects("b1", "b1-socket-2"));
    scene.then(isReclaimed("b1"));
    assertEquals("b1 registered_call joined resumed", scene.heard().getFirst());
    assertEquals(List.of("one", "two"), relayed(scene, "b1"));
  }

  @Test
  void aReturnedMessageFollowsADeviceThatHasReconnected() {
    CallScenario scene = back();
    scene.then(givesBack("b1", "b1-socket-1", ONE)).assertHeard("b1 candidate from alice");
  }

  @Test
  void aReturnedMessageIsNotSentToTheConnectionThatReturnedIt() {
    CallScenario scene = CallScenario.connected();
    scene.then(givesBack("b1", "b1-socket-1", ONE)).assertHeard();
    scene.then(vanishes("b1")).then(connects("b1", "b1-socket-2")).then(isReclaimed("b1"));
    assertEquals(List.of("one"), relayed(scene, "b1"));
  }

  /// Seed 31011302031156 of the simulation: a second return from the same connection counts as a
  /// repetition of the first, so the message would have been lost.
  @Test
  void aReturnedMessageIsNotSentToThatConnectionWithMessagesOfAnEarlierOne() {
    CallScenario scene = back();
    scene.then(givesBack("b1", "b1-socket-2", ONE)).assertHeard();
    scene.then(givesBack("b1", "b1-socket-1", TWO)).assertHeard();
    scene.then(sendsCandidate("a1", "three", null)).assertHeard();
    scene.then(connects("b1", "b1-socket-3")).then(isReclaimed("b1", "b1-socket-2"));
    assertEquals(List.of("one", "two", "a1:three"), relayed(scene, "b1"));
  }

  @Test
  void aReturnedMessageIsNotSentToThatConnectionAfterAReclaim() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    scene.then(givesBack("b1", "b1-socket-2", ONE)).assertHeard();
    scene.then(isReclaimed("b1"));
    assertEquals(List.of(), relayed(scene, "b1"));
    scene.then(connects("b1", "b1-socket-3")).then(isReclaimed("b1", "b1-socket-2"));
    assertEquals(List.of("one"), relayed(scene, "b1"));
  }

  @Test
  void aReturnedMessageReachesASecondSocketBeforeTheFirstIsReportedClosed() {
    CallScenario scene = CallScenario.connected().then(givesBack("b1", "b1-socket-1", ONE));
    scene.then(connects("b1", "b1-socket-2")).then(isReclaimed("b1"));
    assertEquals(List.of("one"), relayed(scene, "b1"));
  }

  @Test
  void aMessageThatIsReturnedTwiceIsStoredOnce() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1"));
    scene.then(givesBack("b1", "b1-socket-1", ONE)).then(givesBack("b1", "b1-socket-1", ONE));
    scene.then(connects("b1", "b1-socket-2")).then(isReclaimed("b1"));
    assertEquals(List.of("one"), relayed(scene, "b1"));
  }

  @Test
  void aMessageForTheOldDeviceIsNotSentToTheNewOne() {
    CallScenario scene = CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2"));
    scene.then(mutes("b2")).then(givesBack("b1", "b1-socket-1", ONE)).assertHeard();
    assertEquals(Rejection.STALE, scene.refusal());
  }

  @Test
  void nothingIsStoredForAnEndedCall() {
    CallScenario scene =
        CallScenario.connected().then(ends("a1")).then(givesBack("b1", "b1-socket-1", ONE));
    assertEquals(Rejection.STALE, scene.refusal());
    assertEquals(Rejection.STALE, scene.then(raisesBarrier("a1", "bob", null)).refusal());
  }

  @Test
  void aBarrierFollowsEarlierSignals() {
    CallScenario scene = CallScenario.connected();
    scene.then(sendsCandidate("a1", "one", null));
    scene.then(raisesBarrier("a1", "bob", null)).assertHeard("b1 barrier of a1");
  }

  @Test
  void aBarrierForADisconnectedDeviceOpensAtOnce() {
    CallScenario scene = CallScenario.connected().then(vanishes("b1"));
    scene.then(raisesBarrier("a1", "bob", null)).assertHeard("a1 opened barrier-1");
  }

  @Test
  void aBarrierThatAClosedConnectionReturnedIsNotSentThereAgain() {
    CallScenario scene = CallScenario.connected();
    scene.then(raisesBarrier("a1", "bob", "b1-socket-1")).assertHeard("a1 opened barrier-1");
  }

  @Test
  void aBarrierFollowsTheDeviceToItsNewConnection() {
    CallScenario scene = back();
    scene.then(raisesBarrier("a1", "bob", "b1-socket-1")).assertHeard("b1 barrier of a1");
  }

  @Test
  void aBarrierOfANonParticipantIsStale() {
    assertEquals(
        Rejection.STALE, CallScenario.ringing().then(raisesBarrier("a1", "bob", null)).refusal());
    assertEquals(
        Rejection.STALE, CallScenario.connected().then(raisesBarrier("m1", "bob", null)).refusal());
  }

  @Test
  void nothingOvertakesMessagesThatAreBeingReturned() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    assertEquals("b1 barrier of b1", scene.heard().getLast());
    scene.then(sendsCandidate("a1", "two", null)).assertHeard();
    scene.then(givesBack("b1", "b1-socket-1", ONE)).assertHeard();
    scene.then(isReclaimed("b1"));
    assertEquals(List.of("one", "a1:two"), relayed(scene, "b1"));
  }

  @Test
  void peersGetNoRouteToTheNewConnectionDuringAReclaim() {
    CallScenario scene =
        CallScenario.connected().then(vanishes("b1")).then(connects("b1", "b1-socket-2"));
    scene.then(syncs("a1"));
    assertEquals(List.of(), scene.peersTold("a1"));
    scene.then(isReclaimed("b1"));
    assertEquals(
        List.of("b1-socket-2"), scene.peersTold("a1").stream().map(Route::connectionId).toList());
  }

  @Test
  void aReclaimFromAGatewayThatDoesNotAnswerTimesOut() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    scene.then(sendsCandidate("a1", "two", null)).due(Deadline.Kind.RECALL).assertHeard();
    scene.due(Deadline.Kind.RECALL);
    assertEquals(List.of("a1:two"), relayed(scene, "b1"));
    scene.then(isReclaimed("b1"));
    assertEquals(Rejection.STALE, scene.refusal());
  }

  @Test
  void messagesStayInTheMailboxOfADeviceThatDisconnectsAgain() {
    CallScenario scene = CallScenario.connected().then(connects("b1", "b1-socket-2"));
    scene.then(sendsCandidate("a1", "two", null)).then(vanishes("b1", "b1-socket-2"));
    scene.then(isReclaimed("b1"));
    assertEquals(List.of(), relayed(scene, "b1"));
    scene.then(connects("b1", "b1-socket-3"));
    scene.due(Deadline.Kind.RECALL).due(Deadline.Kind.RECALL);
    assertEquals(List.of("a1:two"), relayed(scene, "b1"));
  }

  @Test
  void nothingIsReclaimedFromADeadGateway() {
    CallScenario scene = CallScenario.connected().then(crashesWithItsGateway("b1"));
    scene.then(sendsCandidate("a1", "two", null)).then(connects("b1", "b1-socket-2"));
    assertEquals(List.of("a1:two"), relayed(scene, "b1"));
  }

  /// Bob's device has lost its connection and has reconnected.
  private static CallScenario back() {
    return CallScenario.connected()
        .then(vanishes("b1"))
        .then(connects("b1", "b1-socket-2"))
        .then(isReclaimed("b1"));
  }

  private static List<String> relayed(CallScenario scene, String device) {
    return scene.told(device).stream()
        .filter(message -> message instanceof Message.Relayed)
        .map(message -> ((Message.Relayed) message).id())
        .toList();
  }
}
