package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;

/// How the devices that a call rings differ from those that the user has: the gateway read them
/// before the call was known here, and what came or went in between was told nobody.
///
/// @param missed connections that the call does not know
/// @param vanished devices that the call rings though they are gone
record RingGap(List<DeviceRoute> missed, List<DeviceRoute> vanished) {
  static RingGap between(InvitedUser invited, Part part) {
    List<DeviceRoute> rung = invited.getRungDevicesList();
    if (invited.getBlocksCaller() || part.state().isEmpty()) {
      return new RingGap(List.of(), List.of());
    }
    return new RingGap(
        part.devices().stream()
            .filter(here -> rung.stream().noneMatch(one -> sameConnection(one, here)))
            .toList(),
        rung.stream()
            .filter(one -> part.devices().stream().noneMatch(here -> sameDevice(one, here)))
            .toList());
  }

  private static boolean sameConnection(DeviceRoute a, DeviceRoute b) {
    return a.getConnectionId().equals(b.getConnectionId());
  }

  private static boolean sameDevice(DeviceRoute a, DeviceRoute b) {
    return a.getDeviceId().equals(b.getDeviceId());
  }
}
