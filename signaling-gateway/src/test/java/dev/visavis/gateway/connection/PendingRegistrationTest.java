package dev.visavis.gateway.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.connection.PendingRegistration.Complete;
import dev.visavis.gateway.connection.PendingRegistration.Failed;
import dev.visavis.gateway.connection.PendingRegistration.Waiting;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.RegisteredCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingRegistrationTest {
  private final PendingRegistration registration = new PendingRegistration(0, 5_000, 2_000);

  @Test
  void waitsForPresence() {
    assertEquals(new Waiting(5_000), registration.state(0));
    assertEquals(new Waiting(5_000), registration.state(4_999));
    assertInstanceOf(Failed.class, registration.state(5_000));
  }

  @Test
  void withoutLiveCallsItWaitsOnlyForPresence() {
    registration.deviceRegistered(List.of(), 10);
    assertEquals(new Complete(List.of(), List.of()), registration.state(10));
  }

  @Test
  void waitsForEachLiveCall() {
    registration.deviceRegistered(List.of("a", "b"), 10);
    assertEquals(new Waiting(2_010), registration.state(10));
    registration.registeredCall(part("b"));
    assertEquals(new Waiting(2_010), registration.state(20));
    registration.registeredCall(part("a"));
    assertEquals(List.of("a", "b"), callIds(registration.state(30)));
  }

  @Test
  void aCallMayArriveBeforePresence() {
    registration.registeredCall(part("a"));
    assertEquals(new Waiting(5_000), registration.state(5));
    registration.deviceRegistered(List.of("a"), 10);
    assertEquals(List.of("a"), callIds(registration.state(10)));
  }

  @Test
  void aCallThatHasEndedIsLeftOut() {
    registration.deviceRegistered(List.of("a"), 10);
    registration.registeredCall(RegisteredCall.newBuilder().setCallId("a").build());
    assertEquals(List.of(), callIds(registration.state(10)));
  }

  @Test
  void aCallThatDoesNotArriveInTimeIsLeftOut() {
    registration.deviceRegistered(List.of("a", "b"), 10);
    registration.registeredCall(part("b"));
    assertEquals(List.of("b"), callIds(registration.state(2_010)));
  }

  @Test
  void otherDeliveriesAreHeldInOrder() {
    Delivery first = Delivery.newBuilder().setDeliveryId("1").build();
    Delivery second = Delivery.newBuilder().setDeliveryId("2").build();
    assertTrue(registration.hold(first));
    registration.deviceRegistered(List.of("a"), 10);
    assertTrue(registration.hold(second));
    registration.registeredCall(part("a"));
    var complete = assertInstanceOf(Complete.class, registration.state(10));
    assertEquals(List.of(first, second), complete.held());
  }

  @Test
  void heldDeliveriesAreBounded() {
    Delivery message = Delivery.getDefaultInstance();
    for (int i = 0; i < PendingRegistration.MAX_HELD; i++) {
      assertTrue(registration.hold(message));
    }
    assertFalse(registration.hold(message));
  }

  @Test
  void callsAreNotResumedIfADeliveryHadNoRoom() {
    Call resumed = Call.newBuilder().setCallId("a").setResumed(true).build();
    registration.registeredCall(
        RegisteredCall.newBuilder().setCallId("a").setCall(resumed).build());
    for (int i = 0; i <= PendingRegistration.MAX_HELD; i++) {
      registration.hold(Delivery.getDefaultInstance());
    }
    registration.deviceRegistered(List.of("a"), 10);
    var complete = assertInstanceOf(Complete.class, registration.state(10));
    assertFalse(complete.calls().getFirst().getResumed());
  }

  @Test
  void eachCallKeepsItsResumedFlag() {
    registration.deviceRegistered(List.of("a", "b"), 10);
    registration.registeredCall(part("a"));
    Call resumed = Call.newBuilder().setCallId("b").setResumed(true).build();
    registration.registeredCall(
        RegisteredCall.newBuilder().setCallId("b").setCall(resumed).build());
    var complete = assertInstanceOf(Complete.class, registration.state(10));
    assertTrue(complete.calls().getFirst().hasResumed());
    assertFalse(complete.calls().getFirst().getResumed());
    assertTrue(complete.calls().getLast().getResumed());
  }

  @Test
  void aSecondReplyOfPresenceChangesNothing() {
    registration.deviceRegistered(List.of("a"), 10);
    registration.deviceRegistered(List.of(), 1_000);
    assertEquals(new Waiting(2_010), registration.state(1_000));
  }

  private static RegisteredCall part(String callId) {
    return RegisteredCall.newBuilder()
        .setCallId(callId)
        .setCall(Call.newBuilder().setCallId(callId))
        .build();
  }

  private static List<String> callIds(PendingRegistration.State state) {
    return assertInstanceOf(Complete.class, state).calls().stream().map(Call::getCallId).toList();
  }
}
