package dev.visavis.presence.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whether a device is online, according to the lease of its gateway.
class LeasesTest {
  private final DeviceRoute device =
      DeviceRoute.newBuilder().setGateway(1).setIncarnation("this").build();

  @Test
  void aDeviceIsOnlineWhileItsGatewayHoldsTheLease() {
    assertTrue(Leases.isOnline(device, Map.of(1, "this")));
    assertFalse(Leases.isReplaced(device, Map.of(1, "this")));
  }

  @Test
  void aDeviceIsOfflineOnceAnotherProcessHoldsTheLease() {
    assertFalse(Leases.isOnline(device, Map.of(1, "another")));
    assertTrue(Leases.isReplaced(device, Map.of(1, "another")));
  }

  @Test
  void aMissingLeaseMayHaveBeenLostWithRedis() {
    assertFalse(Leases.isOnline(device, Map.of()));
    assertFalse(Leases.isReplaced(device, Map.of()));
  }
}
