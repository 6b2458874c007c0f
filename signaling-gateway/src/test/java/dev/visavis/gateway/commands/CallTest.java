package dev.visavis.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.CallId;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Ring;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallTest extends GatewayTest {
  private final Person alice = Person.named("Alice");
  private final Person bob = Person.named("Bob");

  @Test
  void aCallRingsEveryDeviceOfTheCallee() {
    services.known(bob);
    try (Client caller = Client.registered(alice, "phone");
        Client laptop = Client.registered(alice, "laptop");
        Client phone = Client.registered(bob, "phone");
        Client tablet = Client.registered(bob, "tablet")) {
      initiate(caller, bob.id());
      String callId = CallId.derive(UUID.fromString(alice.id()), "key").toString();
      CallCommand command = services.command(CallCommand::hasPlaceCall);
      assertEquals(callId, command.getCallId());
      assertEquals("Alice", command.getSender().getUser().getName());
      assertEquals("phone", command.getSender().getDevice().getDeviceId());
      PlaceCall place = command.getPlaceCall();
      assertEquals(CallKind.CALL_KIND_DIRECT, place.getKind());
      assertEquals("key", place.getIdempotencyKey());
      assertEquals("laptop", place.getCallerDevices(0).getDeviceId());
      Callee callee = place.getCallees(0);
      assertEquals("Bob", callee.getUser().getName());
      assertEquals(2, callee.getDevicesCount());
      assertFalse(callee.getBlocksCaller());
      assertFalse(callee.getInCall());
      assertEquals(callId, caller.next(BodyCase.CALL_INITIATED).getCallId());
      assertEquals(alice.id(), phone.next(BodyCase.RING).getRing().getCaller().getId());
      tablet.next(BodyCase.RING);
      assertEquals(0, laptop.unread());
    }
  }

  @Test
  void aCommandNamesCalleesWhoBlockTheCallerOrAreInACall() {
    services.known(bob, alice.id());
    Call other = Call.newBuilder().setCallId(UUID.randomUUID().toString()).build();
    services.liveCall(bob, other, "joined:phone");
    try (Client caller = Client.registered(alice, "phone")) {
      initiate(caller, bob.id());
      Callee callee = services.command(CallCommand::hasPlaceCall).getPlaceCall().getCallees(0);
      assertTrue(callee.getBlocksCaller());
      assertTrue(callee.getInCall());
      assertEquals(0, callee.getDevicesCount());
    }
  }

  @Test
  void aUserWhoHasJustSignedUpIsFound() {
    String id = UUID.randomUUID().toString().substring(0, 35) + "a";
    try (Client caller = Client.registered(alice, "phone")) {
      initiate(caller, id);
      PlaceCall place = services.command(CallCommand::hasPlaceCall).getPlaceCall();
      assertEquals("New User", place.getCallees(0).getUser().getName());
    }
  }

  @Test
  void anUnknownUserCannotBeCalled() {
    String id = UUID.randomUUID().toString().substring(0, 35) + "b";
    try (Client caller = Client.registered(alice, "phone")) {
      initiate(caller, id);
      SignalingMessage error = caller.nextError(ErrorCode.USER_NOT_FOUND);
      assertEquals("req", error.getRequestId());
      assertTrue(error.getError().getMessage().startsWith("payload.calleeId"), error::toString);
    }
  }

  @Test
  void severalCalleesMakeAGroupCall() {
    Person carol = Person.named("Carol");
    services.known(bob);
    services.known(carol);
    try (Client caller = Client.registered(alice, "phone")) {
      caller.send(
          "{'type':'initiate_call','idempotencyKey':'group','payload':{'callType':'audio',"
              + "'calleeIds':['"
              + bob.id()
              + "','"
              + carol.id()
              + "']}}");
      PlaceCall place = services.command(CallCommand::hasPlaceCall).getPlaceCall();
      assertEquals(CallKind.CALL_KIND_GROUP, place.getKind());
      assertEquals(2, place.getCalleesCount());
    }
  }

  @Test
  void candidatesStayInOrder() {
    String call = UUID.randomUUID().toString();
    try (Client caller = Client.registered(alice, "phone")) {
      for (int i = 0; i < 100; i++) {
        caller.send(
            "{'type':'ice_candidate','callId':'"
                + call
                + "','payload':{'candidate':{'candidate':'c"
                + i
                + "'}}}");
      }
      for (int i = 0; i < 100; i++) {
        CallCommand next = services.command(command -> command.getCallId().equals(call));
        assertEquals("c" + i, next.getMessage().getIceCandidate().getCandidate().getCandidate());
      }
    }
  }

  @Test
  void aDeviceCannotForgeTheSender() {
    String call = UUID.randomUUID().toString();
    try (Client caller = Client.registered(alice, "phone")) {
      caller.send(
          "{'type':'offer','id':'forged','callId':'"
              + call
              + "','payload':{'sdp':{'type':'offer','sdp':'v=0'},'from':'"
              + bob.id()
              + "'}}");
      CallCommand command = services.command(c -> c.getCallId().equals(call));
      assertEquals(alice.id(), command.getSender().getUser().getId());
      assertFalse(command.getMessage().hasId());
      assertFalse(command.getMessage().getOffer().hasFrom());
    }
  }

  @Test
  void syncWithoutACallIdIsSentToEachLiveCall() {
    Call call = Call.newBuilder().setCallId(UUID.randomUUID().toString()).build();
    services.liveCall(alice, call, "joined:phone");
    try (Client client = Client.registered(alice, "phone")) {
      client.send("{'type':'sync','requestId':'s'}");
      CallCommand command = services.command(c -> c.getMessage().hasSync());
      assertEquals(call.getCallId(), command.getCallId());
      assertEquals("s", command.getMessage().getRequestId());
    }
  }

  @Test
  void syncWithoutALiveCallGetsCallNotFound() {
    try (Client client = Client.registered(alice, "phone")) {
      client.send("{'type':'sync','requestId':'s'}");
      assertEquals("s", client.nextError(ErrorCode.CALL_NOT_FOUND).getRequestId());
    }
  }

  @Test
  void aStateThatOnlyUpdatesPeersIsNotSentToTheDevice() {
    try (Client client = Client.registered(alice, "phone")) {
      var route = services.device(e -> e.getDevice().getUserId().equals(alice.id())).getDevice();
      SignalingMessage.Builder state =
          SignalingMessage.newBuilder().setCallState(Call.newBuilder().setCallId("c"));
      services.deliver(
          Delivery.newBuilder()
              .setDeliveryId(UUID.randomUUID().toString())
              .setTo(route)
              .setPeersOnly(true)
              .setMessage(state.setCallId("known"))
              .build());
      services.deliver(route, state.setCallId("news").build());
      assertEquals("news", client.next(BodyCase.CALL_STATE).getCallId());
    }
  }

  @Test
  void aRepeatedDeliveryIsWrittenOnce() {
    try (Client client = Client.registered(alice, "phone")) {
      var route = services.device(e -> e.getDevice().getUserId().equals(alice.id())).getDevice();
      SignalingMessage ring =
          SignalingMessage.newBuilder().setCallId("c").setRing(Ring.getDefaultInstance()).build();
      Delivery delivery =
          Delivery.newBuilder()
              .setDeliveryId(UUID.randomUUID().toString())
              .setTo(route)
              .setMessage(ring)
              .build();
      services.deliver(delivery);
      services.deliver(delivery);
      services.deliver(route, ring.toBuilder().setCallId("last").build());
      assertEquals("c", client.next(BodyCase.RING).getCallId());
      assertEquals("last", client.next(BodyCase.RING).getCallId());
    }
  }

  @Test
  void fieldsMissingFromAMediaStateStayUnchanged() {
    String call = UUID.randomUUID().toString();
    try (Client client = Client.registered(alice, "phone")) {
      client.send("{'type':'media_state','callId':'" + call + "','payload':{'audio':false}}");
      CallCommand muted = services.command(c -> c.getMessage().hasMediaState());
      assertTrue(muted.getMediaIsPartial());
      assertTrue(muted.getMessage().getMediaState().hasAudio());
      assertFalse(muted.getMessage().getMediaState().hasVideo());
      client.send("{'type':'end_call','callId':'" + call + "'}");
      CallCommand end = services.command(c -> c.getMessage().hasEndCall());
      assertFalse(end.getMediaIsPartial(), "only a media_state has fields to leave out");
    }
  }

  private static void initiate(Client caller, String calleeId) {
    caller.send(
        "{'type':'initiate_call','requestId':'req','idempotencyKey':'key','payload':{"
            + "'callType':'video','calleeId':'"
            + calleeId
            + "'}}");
  }
}
