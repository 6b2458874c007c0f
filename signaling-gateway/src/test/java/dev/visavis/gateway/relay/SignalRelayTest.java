package dev.visavis.gateway.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signals between two joined devices bypass the log; undeliverable ones return to call-service.
@QuarkusTest
class SignalRelayTest extends GatewayTest {
  private final Person alice = Person.named("Alice");
  private final Person bob = Person.named("Bob");
  private final String callId = UUID.randomUUID().toString();
  private Client phone;
  private Client laptop;
  private DeviceRoute atAlice;
  private DeviceRoute atBob;

  @BeforeEach
  void register() {
    phone = Client.registered(alice, "phone");
    atAlice = online(alice);
    laptop = Client.registered(bob, "laptop");
    atBob = online(bob);
  }

  @AfterEach
  void close() {
    phone.close();
    laptop.close();
  }

  @Test
  void aSignalReachesThePeerWithItsSenderAndBypassesTheLog() {
    connect(1);
    candidate("c1");
    SignalingMessage received = laptop.next(BodyCase.ICE_CANDIDATE);
    assertEquals(callId, received.getCallId());
    assertEquals(alice.id(), received.getIceCandidate().getFrom());
    assertFalse(received.getIceCandidate().hasTo());
    assertTrue(received.hasId());
    phone.send("{'type':'end_call','callId':'" + callId + "'}");
    CallCommand first = services.command(command -> command.getCallId().equals(callId));
    assertTrue(first.getMessage().hasEndCall(), first::toString);
  }

  @Test
  void aCandidateIsRelayedOnceInEachRound() {
    connect(1);
    candidate("c1");
    candidate("c1");
    send(phone, "offer", "'sdp':{'type':'offer','sdp':'v=0'}");
    candidate("c1");
    candidate("");
    candidate("");
    candidate("after the repetition");
    assertEquals("c1", text(laptop.next(BodyCase.ICE_CANDIDATE)));
    laptop.next(BodyCase.OFFER);
    assertEquals("c1", text(laptop.next(BodyCase.ICE_CANDIDATE)));
    assertEquals("", text(laptop.next(BodyCase.ICE_CANDIDATE)));
    assertEquals("after the repetition", text(laptop.next(BodyCase.ICE_CANDIDATE)));
    send(laptop, "answer", "'sdp':{'type':'answer','sdp':'v=0'}");
    phone.next(BodyCase.ANSWER);
    candidate("c1");
    candidate("");
    assertEquals("c1", text(laptop.next(BodyCase.ICE_CANDIDATE)));
    assertEquals("", text(laptop.next(BodyCase.ICE_CANDIDATE)));
  }

  @Test
  void idsAreComparedWithoutRegardToCase() {
    connect(1);
    String upper = callId.toUpperCase(Locale.ROOT);
    String to = "'to':'" + bob.id().toUpperCase(Locale.ROOT) + "',";
    phone.send(
        "{'type':'ice_candidate','callId':'" + upper + "','payload':{" + to + "'candidate':null}}");
    SignalingMessage received = laptop.next(BodyCase.ICE_CANDIDATE);
    assertEquals(callId, received.getCallId());
    assertEquals(alice.id(), received.getIceCandidate().getFrom());
    send(phone, "offer", to + "'sdp':{'type':'offer','sdp':'v=0'}");
    laptop.next(BodyCase.OFFER);
    send(phone, "answer", to + "'sdp':{'type':'answer','sdp':'v=0'}");
    laptop.next(BodyCase.ANSWER);
    send(phone, "e2ee", to + "'k':1");
    laptop.next(BodyCase.E2EE);
  }

  @Test
  void aPeerOnAnotherGatewayIsReachedThroughItsInbox() {
    DeviceRoute elsewhere = atBob.toBuilder().setGateway(9).build();
    deliverState(1, elsewhere);
    phone.next(BodyCase.CALL_STATE);
    candidate("c1");
    Delivery delivery = services.inbox(9, Delivery::hasMessage);
    assertEquals(elsewhere, delivery.getTo());
    assertEquals(1, delivery.getNotBeforeVersion());
    assertEquals(alice.id(), delivery.getMessage().getIceCandidate().getFrom());
  }

  @Test
  void aMessageToTheSfuCarriesTheRouteOfItsSender() {
    DeviceRoute sfu =
        DeviceRoute.newBuilder()
            .setUserId("sfu")
            .setDeviceId("media-1")
            .setGateway(9)
            .setConnectionId(callId + "/1")
            .build();
    deliverState(1, sfu);
    phone.next(BodyCase.CALL_STATE);
    phone.send("{'type':'view','callId':'" + callId + "','payload':{'tiles':[]}}");
    Delivery delivery = services.inbox(9, Delivery::hasMessage);
    assertEquals(sfu, delivery.getTo());
    assertTrue(delivery.getMessage().hasView());
    assertTrue(delivery.getMessage().hasId());
    assertEquals(atAlice.getConnectionId(), delivery.getSender().getConnectionId());
    assertEquals(alice.id(), delivery.getSender().getUserId());
  }

  @Test
  void signalsForAClosedSocketReturnInOrder() {
    connect(1);
    laptop.close();
    services.device(event -> event.hasOffline() && isOf(event.getDevice(), bob));
    candidate("c1");
    candidate("c2");
    assertEquals("c1", returned());
    assertEquals("c2", returned());
  }

  @Test
  void unacknowledgedMessagesReturnWhenTheSocketBreaks() {
    SignalingMessage answered =
        SignalingMessage.newBuilder()
            .setCallId(callId)
            .setId("answered")
            .setCallAnswered(CallAnswered.getDefaultInstance())
            .build();
    laptop.answerNoPings();
    services.deliver(atBob, answered);
    laptop.next(BodyCase.CALL_ANSWERED);
    laptop.close();
    ReturnedMessage returned =
        services.command(CallCommand::hasReturnedMessage).getReturnedMessage();
    assertEquals(answered, returned.getMessage());
    assertEquals(atBob, returned.getTo());
  }

  /// The gateway answers an invalid message in the same turn of the event loop in which it reads
  /// it, so a ping that arrives before that error did not wait for a timer.
  @Test
  void aPingFollowsEachBurstAtOnce() {
    for (int burst = 0; burst < 20; burst++) {
      int before = laptop.pings();
      for (int i = 0; i < 3; i++) {
        services.deliver(atBob, answered());
      }
      for (int i = 0; i < 3; i++) {
        laptop.next(BodyCase.CALL_ANSWERED);
      }
      assertPingedSince(before, laptop);
    }
  }

  @Test
  void aPingFollowsMessagesSentAfterRegisteredAtOnce() {
    Person carol = Person.named("Carol");
    services.early(carol, List.of(answered(), answered()));
    try (Client returning = Client.registered(carol, "tablet")) {
      returning.next(BodyCase.CALL_ANSWERED);
      returning.next(BodyCase.CALL_ANSWERED);
      assertPingedSince(0, returning);
    }
  }

  private SignalingMessage answered() {
    return SignalingMessage.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setCallId(callId)
        .setCallAnswered(CallAnswered.getDefaultInstance())
        .build();
  }

  private static void assertPingedSince(int before, Client client) {
    client.send("{'type':'join_call'}");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    assertTrue(client.pings() > before, "no ping followed");
  }

  @Test
  void aBarrierTakesTheOldPathAfterThePeerReconnects() {
    connect(1);
    candidate("c1");
    laptop.next(BodyCase.ICE_CANDIDATE);
    Client again = Client.registered(bob, "laptop");
    DeviceRoute moved = online(bob);
    deliverState(2, moved);
    deliverState(moved, 2, atAlice);
    phone.next(BodyCase.CALL_STATE);
    candidate("c2");
    RelayBarrier barrier = services.command(CallCommand::hasRelayBarrier).getRelayBarrier();
    assertEquals(atBob, barrier.getReturnedFrom());
    services.deliver(
        Delivery.newBuilder()
            .setTo(moved)
            .setRelayBarrier(barrier.toBuilder().setThroughLog(true))
            .build());
    again.next(BodyCase.CALL_STATE);
    assertEquals("c2", text(again.next(BodyCase.ICE_CANDIDATE)));
    again.close();
  }

  @Test
  void aBarrierPreventsOvertakingSignalsSentBeforeThePeerJoined() {
    deliverState(1);
    phone.next(BodyCase.CALL_STATE);
    candidate("early");
    assertEquals(
        "early",
        text(services.command(command -> command.getCallId().equals(callId)).getMessage()));
    connect(2);
    candidate("c1");
    RelayBarrier barrier = services.command(CallCommand::hasRelayBarrier).getRelayBarrier();
    services.deliver(
        Delivery.newBuilder()
            .setTo(atAlice)
            .setRelayOpened(
                RelayOpened.newBuilder().setBarrierId(barrier.getBarrierId()).setCallId(callId))
            .build());
    assertEquals("c1", text(laptop.next(BodyCase.ICE_CANDIDATE)));
  }

  /// Sends the call state to both devices, each with the other's route.
  private void connect(int version) {
    deliverState(version, atBob);
    deliverState(atBob, version, atAlice);
    phone.next(BodyCase.CALL_STATE);
    laptop.next(BodyCase.CALL_STATE);
  }

  private void deliverState(int version, DeviceRoute... peers) {
    deliverState(atAlice, version, peers);
  }

  private void deliverState(DeviceRoute to, int version, DeviceRoute... peers) {
    Delivery.Builder delivery =
        Delivery.newBuilder()
            .setDeliveryId(UUID.randomUUID().toString())
            .setTo(to)
            .setMessage(
                SignalingMessage.newBuilder().setCallId(callId).setCallState(call(version)));
    for (DeviceRoute peer : peers) {
      delivery.addPeers(peer);
    }
    services.deliver(delivery.build());
  }

  private Call call(int version) {
    return Call.newBuilder()
        .setCallId(callId)
        .setVersion(version)
        .setKind(CallKind.CALL_KIND_DIRECT)
        .setThisDevice(DeviceRole.DEVICE_ROLE_JOINED)
        .addParticipants(in(alice))
        .addParticipants(in(bob))
        .build();
  }

  private static Participant in(Person person) {
    return Participant.newBuilder()
        .setUserId(person.id())
        .setState(ParticipantState.PARTICIPANT_STATE_JOINED)
        .build();
  }

  private void send(Client client, String type, String payload) {
    client.send("{'type':'" + type + "','callId':'" + callId + "','payload':{" + payload + "}}");
  }

  private void candidate(String text) {
    phone.send(
        "{'type':'ice_candidate','callId':'"
            + callId
            + "','payload':{'candidate':{'candidate':'"
            + text
            + "'}}}");
  }

  private String returned() {
    return text(
        services.command(CallCommand::hasReturnedMessage).getReturnedMessage().getMessage());
  }

  private static String text(SignalingMessage message) {
    return message.getIceCandidate().getCandidate().getCandidate();
  }

  private DeviceRoute online(Person person) {
    return services
        .device(event -> event.hasOnline() && isOf(event.getDevice(), person))
        .getDevice();
  }

  private static boolean isOf(DeviceRoute route, Person person) {
    return route.getUserId().equals(person.id());
  }
}
