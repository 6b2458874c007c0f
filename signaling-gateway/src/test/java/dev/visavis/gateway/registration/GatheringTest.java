package dev.visavis.gateway.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.registration.Gathering.Complete;
import dev.visavis.gateway.registration.Gathering.Failed;
import dev.visavis.gateway.registration.Gathering.Waiting;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.RegisteredCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Gathering gathering = new Gathering(0, 5_000, 2_000);

  @Test
  void waitsForPresence() {
    assertEquals(new Waiting(5_000), gathering.state(0));
    assertEquals(new Waiting(5_000), gathering.state(4_999));
    assertInstanceOf(Failed.class, gathering.state(5_000));
  }

  @Test
  void withoutLiveCallsPresenceIsAll() {
    gathering.deviceRegistered(List.of(), 10);
    assertEquals(new Complete(List.of(), List.of()), gathering.state(10));
  }

  @Test
  void waitsForEachLiveCall() {
    gathering.deviceRegistered(List.of("a", "b"), 10);
    assertEquals(new Waiting(2_010), gathering.state(10));
    gathering.registeredCall(part("b"));
    assertEquals(new Waiting(2_010), gathering.state(20));
    gathering.registeredCall(part("a"));
    assertEquals(List.of("a", "b"), callIds(gathering.state(30)));
  }

  @Test
  void theCallMayComeBeforePresence() {
    gathering.registeredCall(part("a"));
    assertEquals(new Waiting(5_000), gathering.state(5));
    gathering.deviceRegistered(List.of("a"), 10);
    assertEquals(List.of("a"), callIds(gathering.state(10)));
  }

  @Test
  void aCallThatIsOverByNowIsLeftOut() {
    gathering.deviceRegistered(List.of("a"), 10);
    gathering.registeredCall(RegisteredCall.newBuilder().setCallId("a").build());
    assertEquals(List.of(), callIds(gathering.state(10)));
  }

  @Test
  void aCallThatIsNotToldInTimeIsLeftOut() {
    gathering.deviceRegistered(List.of("a", "b"), 10);
    gathering.registeredCall(part("b"));
    assertEquals(List.of("b"), callIds(gathering.state(2_010)));
  }

  @Test
  void whatComesMeanwhileIsHeldInOrder() {
    Delivery first = Delivery.newBuilder().setDeliveryId("1").build();
    Delivery second = Delivery.newBuilder().setDeliveryId("2").build();
    assertTrue(gathering.hold(first));
    gathering.deviceRegistered(List.of("a"), 10);
    assertTrue(gathering.hold(second));
    gathering.registeredCall(part("a"));
    var complete = assertInstanceOf(Complete.class, gathering.state(10));
    assertEquals(List.of(first, second), complete.held());
  }

  @Test
  void whatIsHeldIsBounded() {
    Delivery message = Delivery.getDefaultInstance();
    for (int i = 0; i < Gathering.MAX_HELD; i++) {
      assertTrue(gathering.hold(message));
    }
    assertFalse(gathering.hold(message));
  }

  @Test
  void whatHadNoRoomMayBeMissing() {
    Call resumed = Call.newBuilder().setCallId("a").setResumed(true).build();
    gathering.registeredCall(RegisteredCall.newBuilder().setCallId("a").setCall(resumed).build());
    for (int i = 0; i <= Gathering.MAX_HELD; i++) {
      gathering.hold(Delivery.getDefaultInstance());
    }
    gathering.deviceRegistered(List.of("a"), 10);
    var complete = assertInstanceOf(Complete.class, gathering.state(10));
    assertFalse(complete.calls().getFirst().getResumed());
  }

  @Test
  void eachCallSaysWhetherItWasResumed() {
    gathering.deviceRegistered(List.of("a", "b"), 10);
    gathering.registeredCall(part("a"));
    Call resumed = Call.newBuilder().setCallId("b").setResumed(true).build();
    gathering.registeredCall(RegisteredCall.newBuilder().setCallId("b").setCall(resumed).build());
    var complete = assertInstanceOf(Complete.class, gathering.state(10));
    assertTrue(complete.calls().getFirst().hasResumed());
    assertFalse(complete.calls().getFirst().getResumed());
    assertTrue(complete.calls().getLast().getResumed());
  }

  @Test
  void toldTwiceChangesNothing() {
    gathering.deviceRegistered(List.of("a"), 10);
    gathering.deviceRegistered(List.of(), 1_000);
    assertEquals(new Waiting(2_010), gathering.state(1_000));
  }

  private static RegisteredCall part(String callId) {
    return RegisteredCall.newBuilder()
        .setCallId(callId)
        .setCall(Call.newBuilder().setCallId(callId))
        .build();
  }

  private static List<String> callIds(Gathering.State state) {
    return assertInstanceOf(Complete.class, state).calls().stream().map(Call::getCallId).toList();
  }
}
