package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.hasRoom;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.losesRoom;
import static dev.visavis.call.domain.People.reaches;
import static dev.visavis.call.domain.People.sfu;
import static dev.visavis.call.domain.People.signalsToSfu;
import static dev.visavis.call.domain.People.syncs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.codec.DeliveryWriter;
import dev.visavis.call.codec.PublicEventWriter;
import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.codec.TimerCommandWriter;
import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.store.StoredState;
import dev.visavis.proto.SchemaVersion;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a call has a room on the SFU, and what its people notice of it.
class RoomTest {
  private static void assertFacts(CallScenario scene, String... facts) {
    assertEquals(List.of(facts), scene.facts());
  }

  private static CallScenario withoutMediaServer() {
    return CallScenario.fourTalking().due(Deadline.Kind.ROOM);
  }

  @Test
  void theFourthParticipantMakesTheCallRequestARoom() {
    CallScenario scene = CallScenario.fourTalking();
    assertFacts(scene, "ParticipantJoined", "RoomRequested");
    assertEquals(1, scene.call().room().generation());
    CallEvent.RoomRequested requested =
        assertInstanceOf(CallEvent.RoomRequested.class, scene.events().getLast());
    Deadline deadline = scene.deadline(Deadline.Kind.ROOM);
    assertEquals(Duration.ofSeconds(5), Duration.between(requested.at(), deadline.dueAt()));
  }

  @Test
  void fiveWhoRingNeedARoomBeforeTheyAnswer() {
    CallScenario scene =
        CallScenario.connected()
            .then(invites("a1", callee("carol", "c1"), callee("dave", "d1"), callee("erin", "e1")));
    assertFacts(scene, "ParticipantsInvited", "RoomRequested");
  }

  @Test
  void fourInAllNeedNone() {
    assertEquals(Room.NONE, CallScenario.groupConnected().call().room());
    CallScenario scene = CallScenario.groupConnected().then(invites("a1", callee("dave", "d1")));
    assertEquals(Room.NONE, scene.call().room());
  }

  @Test
  void everybodyInTheCallHearsOfTheRoomAndTheirGatewaysOfTheRoute() {
    CallScenario scene = CallScenario.fourTalking().then(hasRoom(1));
    scene.assertHeard(
        "a1 call_state connected joined",
        "b1 call_state connected joined",
        "c1 call_state connected joined",
        "d1 call_state connected joined");
    assertFacts(scene, "RoomAssigned");
    assertEquals(Topology.MESH, scene.call().topology());
    assertEquals(sfu("media-1", 1), scene.peersTold("a1").getLast());
    List<Delivery> deliveries =
        DeliveryWriter.write(scene.call(), 1, null, scene.notices()).getDeliveriesList();
    assertEquals(4, deliveries.size());
    var shared = DeliveryWriter.write(scene.call(), 1, null, scene.notices()).getShared(0);
    assertEquals(1, shared.getMessage().getCallState().getRoom().getGeneration());
    assertEquals(
        1, shared.getPeersList().stream().filter(peer -> peer.getUserId().equals("sfu")).count());
  }

  @Test
  void theMediaMovesToTheSfuWithTheFifth() {
    CallScenario scene =
        CallScenario.fourTalking().then(hasRoom(1)).then(invites("a1", callee("erin", "e1")));
    assertEquals(Topology.MESH, scene.call().topology());
    assertFacts(scene.then(answers("e1")), "ParticipantJoined", "TopologyChanged");
    assertEquals(Topology.SFU, scene.call().topology());
  }

  @Test
  void aMeshServesFiveUntilTheRoomIsThere() {
    CallScenario scene =
        CallScenario.fourTalking().then(invites("a1", callee("erin", "e1"))).then(answers("e1"));
    assertEquals(Topology.MESH, scene.call().topology());
    assertFacts(scene.then(hasRoom(1)), "RoomAssigned", "TopologyChanged");
    assertEquals(Topology.SFU, scene.call().topology());
  }

  @Test
  void theFirstMediaServiceWins() {
    CallScenario scene = CallScenario.fourTalking().then(hasRoom(1));
    scene.then(at -> new CallCommand.RoomAssigned(at, 1, sfu("media-2", 1), "janus-2"));
    assertEquals(Rejection.STALE, scene.refusal());
    scene.assertHeard();
    assertEquals(sfu("media-1", 1), room(scene).route());
  }

  private static Room.Assigned room(CallScenario scene) {
    return assertInstanceOf(Room.Assigned.class, scene.call().room().status());
  }

  @Test
  void aRoomOfAnotherGenerationIsNotTaken() {
    assertEquals(Rejection.STALE, CallScenario.fourTalking().then(hasRoom(2)).refusal());
    assertEquals(Rejection.STALE, CallScenario.connected().then(hasRoom(1)).refusal());
    assertEquals(Rejection.STALE, new CallScenario().then(hasRoom(1)).refusal());
    assertEquals(Rejection.STALE, withoutMediaServer().then(hasRoom(1)).refusal());
    assertEquals(Rejection.STALE, CallScenario.fiveTalking().then(losesRoom(2)).refusal());
    assertEquals(Rejection.STALE, CallScenario.fourTalking().then(losesRoom(1)).refusal());
    assertEquals(Rejection.STALE, new CallScenario().then(losesRoom(1)).refusal());
    CallScenario over = CallScenario.fiveTalking().then(endsForEveryone("a1"));
    assertEquals(Rejection.STALE, over.then(losesRoom(1)).refusal());
    assertEquals(Rejection.STALE, over.then(hasRoom(1)).refusal());
  }

  @Test
  void withoutAMediaServerAFifthIsRefusedAndRingsOn() {
    CallScenario scene = withoutMediaServer();
    assertFacts(scene, "RoomLost");
    scene.then(invites("a1", callee("erin", "e1")));
    scene.then(answers("e1")).assertHeard("e1 error NO_MEDIA_SERVER");
    scene.then(joins("e1")).assertHeard("e1 error NO_MEDIA_SERVER");
    assertTrue(scene.participant("erin").isRinging());
    assertEquals(
        "This call can take no more than 4 people: no media server is available.",
        error(scene).getMessage());
    assertEquals(ErrorCode.CALL_FULL, error(scene).getCode());
  }

  private static Error error(CallScenario scene) {
    return DeliveryWriter.write(scene.call(), 1, null, scene.notices())
        .getDeliveries(0)
        .getMessage()
        .getError();
  }

  @Test
  void aRoomIsRequestedAgainUntilThereIsOne() {
    CallScenario scene = withoutMediaServer().then(invites("a1", callee("erin", "e1")));
    assertFacts(scene.due(Deadline.Kind.ROOM), "RoomRequested");
    assertEquals(2, scene.call().room().generation());
    scene.then(answers("e1")).assertHeard("e1 error NO_MEDIA_SERVER");
    assertFacts(scene.then(hasRoom(2)), "RoomAssigned");
    assertFacts(scene.then(answers("e1")), "ParticipantJoined", "TopologyChanged");
  }

  @Test
  void aRoomThatIsNotNeededAnyMoreIsNotRequestedAgain() {
    CallScenario scene = withoutMediaServer().then(ends("d1"));
    assertInstanceOf(Room.Unavailable.class, scene.call().room().status());
    assertFacts(scene.due(Deadline.Kind.ROOM), "RoomReleased");
    assertInstanceOf(Room.Absent.class, scene.call().room().status());
    assertFacts(scene.then(joins("d1")), "ParticipantJoined", "RoomRequested");
    assertEquals(2, scene.call().room().generation());
  }

  @Test
  void aLostRoomIsReplacedAndTheMediaStaysOnTheSfu() {
    CallScenario scene = CallScenario.fiveTalking().then(losesRoom(1));
    assertFacts(scene, "RoomLost", "RoomRequested");
    assertEquals(Topology.SFU, scene.call().topology());
    assertEquals(4, scene.peersTold("a1").size());
    scene.then(hasRoom(2));
    assertEquals(sfu("media-1", 2), scene.peersTold("a1").getLast());
    assertEquals(Topology.SFU, scene.call().topology());
  }

  @Test
  void fourWhoseRoomNobodyReplacesReturnToTheMesh() {
    CallScenario scene = CallScenario.fiveTalking().then(ends("e1")).then(losesRoom(1));
    assertEquals(Topology.SFU, scene.call().topology());
    assertFacts(scene.due(Deadline.Kind.ROOM), "RoomLost", "TopologyChanged");
    assertEquals(Topology.MESH, scene.call().topology());
  }

  @Test
  void fiveWhoseRoomNobodyReplacesReturnToTheMeshWhenOneLeaves() {
    CallScenario scene = CallScenario.fiveTalking().then(losesRoom(1)).due(Deadline.Kind.ROOM);
    assertEquals(Topology.SFU, scene.call().topology());
    assertFacts(scene.then(ends("e1")), "ParticipantLeft", "TopologyChanged");
    assertEquals(Topology.MESH, scene.call().topology());
  }

  @Test
  void aRoomOutlivesTheNeedForTenSeconds() {
    CallScenario scene = CallScenario.fourTalking().then(hasRoom(1)).then(ends("d1"));
    assertFacts(scene, "ParticipantLeft");
    Deadline first = scene.deadline(Deadline.Kind.ROOM);
    scene.then(joins("d1"));
    assertEquals(1, scene.call().room().generation());
    assertEquals(Rejection.STALE, scene.then(reaches(first)).refusal());
    scene.then(ends("d1"));
    assertFacts(scene.due(Deadline.Kind.ROOM), "RoomReleased");
    assertFacts(scene.then(joins("d1")), "ParticipantJoined", "RoomRequested");
    assertEquals(2, scene.call().room().generation());
  }

  @Test
  void aRoomThatIsOnlyRequestedIsReleasedAtOnce() {
    assertFacts(CallScenario.fourTalking().then(ends("d1")), "ParticipantLeft", "RoomReleased");
  }

  @Test
  void theEndReleasesTheRoom() {
    CallScenario scene = CallScenario.fiveTalking().then(endsForEveryone("a1"));
    assertEquals(CallState.ENDED, scene.state());
    assertFacts(scene, "ParticipantLeft", "CallEnded");
    assertEquals(Room.NONE, scene.call().room());
    assertEquals(List.of(), scene.call().deadlines());
  }

  @Test
  void aMessageToTheSfuReachesItWithTheRouteOfItsSender() {
    CallScenario scene =
        CallScenario.fourTalking().then(hasRoom(1)).then(signalsToSfu("b1", Signal.Kind.OFFER, 1));
    scene.assertHeard("media-1 offer of b1");
    Delivery delivery =
        DeliveryWriter.write(scene.call(), 1, null, scene.notices()).getDeliveries(0);
    assertEquals("call-1/1", delivery.getTo().getConnectionId());
    assertEquals("b1-socket-1", delivery.getSender().getConnectionId());
    assertEquals("bob", delivery.getMessage().getOffer().getFrom());
    assertFalse(delivery.getMessage().getId().isEmpty());
    scene.then(signalsToSfu("b1", Signal.Kind.VIEW, null)).assertHeard("media-1 view of b1");
    assertTrue(
        DeliveryWriter.write(scene.call(), 2, null, scene.notices())
            .getDeliveries(0)
            .getMessage()
            .hasView());
  }

  @Test
  void aMessageToTheSfuIsRefusedWithTheReason() {
    CallScenario scene = CallScenario.fourTalking();
    scene.then(signalsToSfu("b1", Signal.Kind.OFFER, 1)).assertHeard("b1 error ROOM_PENDING");
    assertEquals(ErrorCode.UNAVAILABLE, error(scene).getCode());
    assertTrue(error(scene).getRetryAfterMs() > 0);
    scene.then(hasRoom(1)).then(signalsToSfu("b1", Signal.Kind.KEY, null));
    scene.assertHeard("b1 error INVALID_MESSAGE");
    scene.then(losesRoom(1)).then(hasRoom(2));
    scene.then(signalsToSfu("b1", Signal.Kind.CANDIDATE, 1)).assertHeard("b1 error STALE_ROOM");
    assertEquals(ErrorCode.INVALID_STATE, error(scene).getCode());
    assertEquals(
        "payload.generation: is 1, but the room on the SFU has generation 2",
        error(scene).getMessage());
    scene.then(signalsToSfu("b2", Signal.Kind.OFFER, 2)).assertHeard("b2 error NOT_A_PARTICIPANT");
  }

  @Test
  void aMessageOfTheSfuThatComesBackIsKeptForTheDevice() {
    Message.Relayed offer =
        new Message.Relayed("sfu:call-1/1:1", "sfu", new Signal(Signal.Kind.OFFER, People.SDP));
    CallScenario scene = CallScenario.fourTalking().then(hasRoom(1));
    scene.then(People.vanishes("b1")).then(People.givesBack("b1", "b1-socket-1", offer));
    scene.assertHeard();
    scene.then(People.connects("b1", "b1-socket-2")).then(People.isReclaimed("b1"));
    assertTrue(scene.heard().contains("b1 offer from sfu"), () -> scene.heard().toString());
  }

  @Test
  void aCallOfAnOlderInstanceRequestsItsRoomWithTheNextCommand() {
    Call call = CallScenario.fourTalking().call();
    StoredState stored = StoredCallCodec.write(call).toBuilder().clearRoom().build();
    CallScenario scene = CallScenario.of(StoredCallCodec.read(call.id(), stored));
    assertFacts(scene.then(syncs("a1")), "RoomRequested");
  }

  @Test
  void programsReadOfTheRoom() {
    CallScenario scene = CallScenario.fourTalking();
    var requested = PublicEventWriter.write(scene.call(), scene.events()).getLast();
    assertEquals(1, requested.getRoomRequested().getGeneration());
    scene.then(hasRoom(1));
    var assigned = PublicEventWriter.write(scene.call(), scene.events()).getFirst();
    assertEquals("media-1", assigned.getRoomAssigned().getMediaService());
    assertEquals("janus-1", assigned.getRoomAssigned().getMediaServer());
    scene.then(losesRoom(1));
    var lost = PublicEventWriter.write(scene.call(), scene.events());
    assertEquals("the media server died", lost.getFirst().getRoomLost().getReason());
    assertEquals(2, lost.getLast().getRoomRequested().getGeneration());
    scene.then(ends("d1"));
    var released = PublicEventWriter.write(scene.call(), scene.events()).getLast();
    assertEquals(2, released.getRoomReleased().getGeneration());
  }

  @Test
  void anOlderInstanceRefusesItsDeadline() {
    Deadline deadline = CallScenario.fourTalking().deadline(Deadline.Kind.ROOM);
    assertEquals(
        SchemaVersion.ROOMS,
        TimerCommandWriter.write("call-1", deadline, CallScenario.START).getMinReader());
  }
}
