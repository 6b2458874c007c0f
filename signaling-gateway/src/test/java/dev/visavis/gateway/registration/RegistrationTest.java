package dev.visavis.gateway.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.ConnectionReplaced;
import dev.visavis.proto.v1.ConnectionRevoked;
import dev.visavis.proto.v1.ConnectionSignedOut;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRefused;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.Ring;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationTest extends GatewayTest {
  private final Person alice = Person.named("Alice");

  @Test
  void theReplyIsSentOnceTheDeviceCanBeRung() {
    try (Client client = Client.of(alice)) {
      Registered registered = client.register("phone").getRegistered();
      assertEquals(alice.id(), registered.getUserId());
      assertEquals("gateway-0", registered.getGatewayId());
      assertEquals(30, registered.getResumeWindowSeconds());
      assertTrue(registered.hasServerTime());
      assertEquals("phone", online().getDevice().getDeviceId());
    }
  }

  @Test
  void theReplyNamesTheLiveCalls() {
    Call call = Call.newBuilder().setCallId(UUID.randomUUID().toString()).setVersion(3).build();
    services.liveCall(alice, call, "ringing");
    try (Client client = Client.of(alice)) {
      Registered registered = client.register("phone").getRegistered();
      assertEquals(1, registered.getCallsCount());
      assertEquals(call.getCallId(), registered.getCalls(0).getCallId());
      assertTrue(registered.getCalls(0).hasResumed());
    }
  }

  @Test
  void earlierDeliveriesAreWrittenAfterTheReply() {
    SignalingMessage ring =
        SignalingMessage.newBuilder().setCallId("c").setRing(Ring.getDefaultInstance()).build();
    SignalingMessage state =
        SignalingMessage.newBuilder()
            .setCallId("c")
            .setCallState(Call.getDefaultInstance())
            .build();
    services.early(alice, List.of(ring, state));
    try (Client client = Client.of(alice)) {
      client.register("phone");
      client.next(BodyCase.RING);
      client.next(BodyCase.CALL_STATE);
    }
  }

  @Test
  void registeringAsAnotherUserThanTheTokenIsRefused() {
    try (Client client = Client.of(alice)) {
      String bob = UUID.randomUUID().toString();
      client.send(
          "{'type':'register','payload':{'deviceId':'phone','userId':'%s'}}".formatted(bob));
      assertEquals(4001, client.closed().code());
    }
    try (Client client = Client.of(alice)) {
      client.send(
          "{'type':'register','payload':{'deviceId':'phone','userId':'%s'}}"
              .formatted(alice.id().toUpperCase(Locale.ROOT)));
      Registered registered = client.next(BodyCase.REGISTERED).getRegistered();
      assertEquals(alice.id(), registered.getUserId());
      assertEquals(alice.id(), online().getDevice().getUserId(), "nobody was online before");
    }
  }

  @Test
  void withoutRegisterTheSocketIsClosed() {
    try (Client client = Client.of(alice)) {
      assertEquals(4002, client.closed().code());
    }
  }

  @Test
  void aDeviceRefusedByPresenceGetsTheError() {
    services.silentFor(alice);
    try (Client client = Client.of(alice)) {
      client.send("{'type':'register','requestId':'r','payload':{'deviceId':'phone'}}");
      DeviceEvent asked = online();
      assertTrue(asked.getOnline().hasSignedInAt());
      Error why =
          Error.newBuilder()
              .setCode(ErrorCode.TOO_MANY_DEVICES)
              .setMessage("20 devices of yours are online already")
              .build();
      services.deliver(
          Delivery.newBuilder()
              .setDeliveryId("refused")
              .setTo(asked.getDevice())
              .setDeviceRefused(DeviceRefused.newBuilder().setError(why))
              .build());
      SignalingMessage error = client.next(BodyCase.ERROR);
      assertEquals(why, error.getError());
      assertEquals("r", error.getRequestId());
      client.send("{'type':'sync','requestId':'s'}");
      assertEquals(ErrorCode.NOT_REGISTERED, client.next(BodyCase.ERROR).getError().getCode());
    }
  }

  @Test
  void registerIsUnavailableWhilePresenceIsDown() {
    services.silentFor(alice);
    try (Client client = Client.of(alice)) {
      client.send("{'type':'register','requestId':'r','payload':{'deviceId':'phone'}}");
      SignalingMessage error = client.nextError(ErrorCode.UNAVAILABLE);
      assertEquals("r", error.getRequestId());
      assertTrue(error.getError().getRetryAfterMs() > 0);
      assertTrue(client.isOpen());
    }
  }

  @Test
  void theSameDeviceMayRegisterAgain() {
    try (Client client = Client.registered(alice, "phone")) {
      client.register("phone");
      assertTrue(client.isOpen());
    }
  }

  @Test
  void aSocketCannotRegisterAnotherDevice() {
    try (Client client = Client.registered(alice, "phone")) {
      client.send("{'type':'register','requestId':'r','payload':{'deviceId':'tablet'}}");
      assertEquals("r", client.nextError(ErrorCode.INVALID_STATE).getRequestId());
    }
  }

  @Test
  void messagesImmediatelyAfterRegisterWaitForIt() {
    String call = UUID.randomUUID().toString();
    try (Client client = Client.of(alice)) {
      client.send("{'type':'register','payload':{'deviceId':'phone'}}");
      client.send("{'type':'end_call','callId':'" + call + "'}");
      client.next(BodyCase.REGISTERED);
      services.command(command -> command.getCallId().equals(call));
    }
  }

  @Test
  void aNewerSocketOfTheDeviceReplacesTheOlder() {
    try (Client older = Client.registered(alice, "phone")) {
      DeviceRoute first = online().getDevice();
      try (Client newer = Client.registered(alice, "phone")) {
        assertEquals(4009, older.closed().code());
        DeviceRoute second = online().getDevice();
        assertNotEquals(first.getConnectionId(), second.getConnectionId());
        services.deliver(first, ring());
        services.deliver(second, ring().toBuilder().setCallId("newer").build());
        assertEquals("newer", newer.next(BodyCase.RING).getCallId());
      }
    }
  }

  @Test
  void aSocketThatWasReplacedElsewhereIsClosed() {
    try (Client client = Client.registered(alice, "phone")) {
      services.deliver(
          Delivery.newBuilder()
              .setTo(online().getDevice())
              .setConnectionReplaced(ConnectionReplaced.getDefaultInstance())
              .build());
      assertEquals(4009, client.closed().code());
    }
  }

  @Test
  void aRevokedDeviceIsClosed() {
    try (Client client = Client.registered(alice, "phone")) {
      services.deliver(
          Delivery.newBuilder()
              .setTo(online().getDevice())
              .setConnectionRevoked(ConnectionRevoked.getDefaultInstance())
              .build());
      assertEquals(4011, client.closed().code());
    }
  }

  @Test
  void signingOutClosesAllSocketsOfThatSessionOnly() {
    try (Client client = Client.withToken(alice.tokenOf("here"));
        Client unregistered = Client.withToken(alice.tokenOf("here"));
        Client elsewhere = Client.withToken(alice.tokenOf("elsewhere"))) {
      client.register("phone");
      DeviceEvent phone = online();
      assertEquals("here", phone.getOnline().getSessionId());
      elsewhere.register("tablet");
      services.deliver(
          Delivery.newBuilder()
              .setTo(phone.getDevice())
              .setConnectionSignedOut(ConnectionSignedOut.getDefaultInstance())
              .build());
      assertEquals(new Client.Closed(4001, "Unauthorized"), client.closed());
      assertEquals(4001, unregistered.closed().code());
      elsewhere.register("tablet");
    }
  }

  @Test
  void aDeviceIsOfflineWhenItsSocketCloses() {
    Client client = Client.registered(alice, "phone");
    String connection = online().getDevice().getConnectionId();
    client.close();
    DeviceEvent offline = offline();
    assertEquals(connection, offline.getDevice().getConnectionId());
    assertFalse(offline.getOffline().getLossUnconfirmed());
  }

  @Test
  void closeCode1001MeansThatThePageWasClosed() {
    Client.registered(alice, "phone").close(1001);
    assertTrue(offline().getOffline().getPageClosed());
    Client.registered(alice, "phone").close(1000);
    assertFalse(offline().getOffline().getPageClosed());
  }

  @Test
  void aSocketThatBreaksBeforeTheReplyReportsUnconfirmedLoss() {
    services.silentFor(alice);
    Client client = Client.of(alice);
    client.send("{'type':'register','payload':{'deviceId':'phone'}}");
    String connection = online().getDevice().getConnectionId();
    client.close();
    DeviceEvent offline = offline();
    assertEquals(connection, offline.getDevice().getConnectionId());
    assertTrue(offline.getOffline().getLossUnconfirmed());
  }

  @Test
  void anUnacknowledgedLossIsReportedWhenTheSocketBreaks() {
    String callId = UUID.randomUUID().toString();
    services.liveCall(
        alice, Call.newBuilder().setCallId(callId).setResumed(false).build(), "joined:phone");
    Client client = Client.of(alice);
    client.answerNoPings();
    client.register("phone");
    client.close();
    assertTrue(offline().getOffline().getLossUnconfirmed());
  }

  @Test
  void aBinarySocketRegistersToo() {
    try (Client client = Client.open(Client.binary(alice))) {
      client.sendBinary(
          SignalingMessage.newBuilder()
              .setRegister(dev.visavis.proto.v1.Register.newBuilder().setDeviceId("phone"))
              .build()
              .toByteArray());
      assertEquals(alice.id(), client.next(BodyCase.REGISTERED).getRegistered().getUserId());
    }
  }

  private DeviceEvent offline() {
    return services.device(
        event -> event.hasOffline() && event.getDevice().getUserId().equals(alice.id()));
  }

  private DeviceEvent online() {
    return services.device(
        event -> event.hasOnline() && event.getDevice().getUserId().equals(alice.id()));
  }

  private static SignalingMessage ring() {
    return SignalingMessage.newBuilder()
        .setCallId(UUID.randomUUID().toString())
        .setRing(Ring.getDefaultInstance())
        .build();
  }
}
