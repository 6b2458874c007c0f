package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.DeviceRoute;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RingReconcilerTest extends PresenceServiceTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final String call = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone");
  private final DeviceRoute tablet = TestEvents.device(bob, "tablet");

  @BeforeEach
  void theGatewayIsAlive() {
    holdLease(phone, LEASE);
  }

  @Test
  void aDeviceThatTheRingMissedIsRung() {
    online(phone);
    online(tablet);
    logs.publish(TestEvents.initiated(call, alice, bob, phone));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
    CallCommand connected = commanded(call, CommandCase.DEVICE_CONNECTED).getFirst();
    assertEquals(tablet, TestEvents.unnumbered(connected.getDeviceConnected().getDevice()));
  }

  @Test
  void aDeviceThatWasOfflineWhenItWasRungNoLongerCounts() {
    online(phone);
    logs.publish(TestEvents.initiated(call, alice, bob, phone, tablet));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());
    CallCommand gone = commanded(call, CommandCase.DEVICE_DISCONNECTED).getFirst();
    assertEquals("tablet", gone.getDeviceDisconnected().getDeviceId());
  }

  /// Its new connection was reported before the call was one of the user's.
  @Test
  void aDeviceThatReconnectedBeforeItsJoinWasKnownIsReported() {
    DeviceRoute before = TestEvents.device(bob, "phone");
    online(phone);
    logs.publish(TestEvents.rejoined(call, 5, before));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
    CallCommand connected = commanded(call, CommandCase.DEVICE_CONNECTED).getFirst();
    assertEquals(phone, TestEvents.unnumbered(connected.getDeviceConnected().getDevice()));
    assertTrue(connected.getCommandId().endsWith(":5"), connected.getCommandId());
  }

  @Test
  void aDeviceThatWasGoneBeforeItsJoinWasKnownIsReported() {
    logs.publish(TestEvents.rejoined(call, 5, phone));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());
    CallCommand gone = commanded(call, CommandCase.DEVICE_DISCONNECTED).getFirst();
    assertEquals(phone.getConnectionId(), gone.getDeviceDisconnected().getConnectionId());
    assertTrue(gone.getCommandId().endsWith(":5"), gone.getCommandId());
  }

  @Test
  void aUserWhoBlocksTheCallerIsNotRung() {
    online(phone);
    logs.publish(
        TestEvents.initiated(call, alice, TestEvents.invited(bob).setBlocksCaller(true).build()));

    eventually().until(() -> callsOf(alice).containsKey(call));
    online(tablet);
    assertTrue(logs.commands(call).isEmpty());
    assertTrue(callsOf(bob).isEmpty());
  }

  @Test
  void aDeviceOnADeadGatewayIsNotRung() {
    DeviceRoute ghost = TestEvents.device(bob, "ghost", 1, "an-earlier-life");
    online(ghost);
    logs.publish(TestEvents.initiated(call, alice, bob));

    eventually().until(() -> callsOf(bob).containsKey(call));
    assertTrue(commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
  }

  @Test
  void anEndedCallStaysEndedWhenItsFirstEventsAreReadAgain() {
    logs.publish(TestEvents.initiated(call, alice, bob));
    logs.publish(TestEvents.joined(call, 2, bob, "phone"));
    eventually().until(() -> Map.of(call, "joined:phone").equals(callsOf(bob)));
    logs.publish(TestEvents.ended(call, 3, alice, bob));
    eventually().until(() -> callsOf(alice).isEmpty() && callsOf(bob).isEmpty());

    logs.publish(TestEvents.initiated(call, alice, bob));
    readAllOf(call);
    assertTrue(callsOf(bob).isEmpty());
    assertTrue(callsOf(alice).isEmpty());
  }

  @Test
  void whenTwoUsersCallEachOtherTheCallWithTheGreaterIdEnds() {
    String other = TestEvents.id();
    logs.publish(TestEvents.initiated(call, alice, bob));
    logs.publish(TestEvents.initiated(other, bob, alice));

    String greater = call.compareTo(other) > 0 ? call : other;
    String smaller = greater.equals(call) ? other : call;
    eventually().until(() -> !commanded(greater, CommandCase.GLARE_DETECTED).isEmpty());
    commanded(greater, CommandCase.GLARE_DETECTED)
        .forEach(one -> assertEquals(smaller, one.getGlareDetected().getContinuesAs()));
    assertTrue(commanded(smaller, CommandCase.GLARE_DETECTED).isEmpty());
  }

  /// Publishes another user's part in the call. Once Redis has it, all earlier records are
  /// processed.
  private void readAllOf(String callId) {
    String later = TestEvents.id();
    logs.publish(TestEvents.joined(callId, 9, later, "desk"));
    eventually().until(() -> !callsOf(later).isEmpty());
  }
}
