package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceRoute;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationTest extends PresenceServiceTest {
  private final String bob = TestEvents.id();
  private final String alice = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone");

  @Test
  void theGatewayIsNotifiedOfARegistrationOnceRedisHasIt() {
    online(phone);

    var registered = delivered(phone, ActionCase.DEVICE_REGISTERED).getFirst();
    assertEquals(phone, TestEvents.unnumbered(registered.getTo()));
    assertTrue(registered.getDeviceRegistered().getLiveCallIdsList().isEmpty());
    assertEquals(List.of(phone), devicesOf(bob));
  }

  @Test
  void aSecondSocketReplacesTheFirstWhoseEndThenChangesNothing() {
    DeviceRoute newer = TestEvents.device(bob, "phone", 2, "other");
    online(phone);
    online(newer);
    logs.publish(TestEvents.offline(phone));
    DeviceRoute tablet = TestEvents.device(bob, "tablet");
    online(tablet);

    assertEquals(1, delivered(phone, ActionCase.CONNECTION_REPLACED).size());
    assertTrue(delivered(newer, ActionCase.CONNECTION_REPLACED).isEmpty());
    assertTrue(devicesOf(bob).contains(newer));
    assertFalse(devicesOf(bob).contains(phone));
  }

  /// A call that learns of two connections in the wrong order thus knows which one is later.
  @Test
  void aLaterConnectionHasAGreaterOrdinal() {
    online(phone);
    long first = numberedDevicesOf(bob).getFirst().getConnectionOrdinal();
    online(TestEvents.device(bob, "phone", 2, "other"));
    assertTrue(numberedDevicesOf(bob).getFirst().getConnectionOrdinal() > first);
    assertTrue(first > 0);
  }

  @Test
  void aLiveCallIsNotifiedWhenADeviceOfItsUserConnectsOrDisconnects() {
    String call = TestEvents.id();
    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> callsOf(bob).containsKey(call));

    online(phone);
    var registered = delivered(phone, ActionCase.DEVICE_REGISTERED).getFirst();
    assertEquals(List.of(call), registered.getDeviceRegistered().getLiveCallIdsList());
    eventually().until(() -> !commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
    CallCommand connected = commanded(call, CommandCase.DEVICE_CONNECTED).getFirst();
    assertEquals(phone, TestEvents.unnumbered(connected.getDeviceConnected().getDevice()));
    assertEquals(TestEvents.NOON, connected.getAt());

    logs.publish(TestEvents.offline(phone));
    eventually().until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());
    CallCommand gone = commanded(call, CommandCase.DEVICE_DISCONNECTED).getFirst();
    assertEquals(phone.getConnectionId(), gone.getDeviceDisconnected().getConnectionId());
    assertTrue(devicesOf(bob).isEmpty());
  }

  @Test
  void aClosedConnectionDoesNotComeBack() {
    online(phone);
    logs.publish(TestEvents.offline(phone));
    logs.publish(TestEvents.online(phone));
    online(TestEvents.device(bob, "tablet"));

    assertTrue(devicesOf(bob).stream().noneMatch(phone::equals));
  }

  /// presence-service repeats the record of the current connection when an older one closes. By the
  /// time it reads its own record, the device may have had other connections, and none now.
  @Test
  void aRepeatedRecordDoesNotBringBackAnOlderConnection() {
    online(phone);
    DeviceRoute first = numberedDevicesOf(bob).getFirst();
    DeviceRoute newer = TestEvents.device(bob, "phone");
    online(newer);
    logs.publish(TestEvents.offline(newer));
    logs.publish(TestEvents.online(first));
    DeviceRoute tablet = TestEvents.device(bob, "tablet");
    online(tablet);

    assertEquals(List.of(tablet), devicesOf(bob));
  }

  @Test
  void aRepeatedRecordKeepsTheOrdinalOfItsConnection() {
    online(phone);
    DeviceRoute numbered = numberedDevicesOf(bob).getFirst();
    logs.publish(TestEvents.online(numbered));
    online(TestEvents.device(bob, "tablet"));

    assertTrue(numberedDevicesOf(bob).contains(numbered));
  }
}
