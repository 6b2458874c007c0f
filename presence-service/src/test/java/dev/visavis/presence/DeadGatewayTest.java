package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadGatewayTest extends PresenceServiceTest {
  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final String call = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone", 7, TestEvents.id());
  private final DeviceRoute tablet = TestEvents.device(bob, "tablet", 8, TestEvents.id());

  @Test
  void theDevicesOfADeadGatewayAreOfflineWithinTenSeconds() {
    holdLease(tablet, Duration.ofMinutes(1));
    logs.publish(TestEvents.initiated(call, alice, bob));
    online(phone);
    online(tablet);

    holdLease(phone, Duration.ofMillis(PresenceKeys.LEASE_MS));
    eventually()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());

    CallCommand gone = commanded(call, CommandCase.DEVICE_DISCONNECTED).getFirst();
    assertTrue(gone.getDeviceDisconnected().getAbrupt());
    assertEquals(phone.getConnectionId(), gone.getDeviceDisconnected().getConnectionId());
    assertEquals(List.of(tablet), devicesOf(bob));
    assertTrue(isDeclaredDead(phone), "a gateway that was only paused must learn of it");
    assertFalse(isDeclaredDead(tablet));
  }

  private boolean isDeclaredDead(DeviceRoute device) {
    return redis.key().exists(PresenceKeys.deadIncarnation(device.getIncarnation()));
  }

  @Test
  void aRestartedGatewayHasLostTheDevicesOfItsPreviousIncarnation() {
    logs.publish(TestEvents.initiated(call, alice, bob));
    online(phone);
    holdLease(TestEvents.device(bob, "any", 7, "the-next-life"), Duration.ofMinutes(1));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());
    assertTrue(devicesOf(bob).isEmpty());
  }
}
