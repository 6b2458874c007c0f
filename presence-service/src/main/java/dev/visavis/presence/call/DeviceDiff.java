package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;

/// How the devices that a call knows of differ from those that its user has: the gateway read them
/// before the call was known here, and what came or went in between was told nobody.
///
/// @param missed connections that the call does not know
/// @param vanished devices that the call counts on though they are gone
record DeviceDiff(List<DeviceRoute> missed, List<DeviceRoute> vanished) {
  static final DeviceDiff NONE = new DeviceDiff(List.of(), List.of());

  /// Compares by connection.
  ///
  /// @param known by the call
  /// @param here those of the user's devices that belong into the call
  static DeviceDiff between(List<DeviceRoute> known, List<DeviceRoute> here) {
    return new DeviceDiff(
        here.stream()
            .filter(one -> known.stream().noneMatch(other -> sameConnection(one, other)))
            .toList(),
        known.stream()
            .filter(one -> here.stream().noneMatch(other -> sameDevice(one, other)))
            .toList());
  }

  private static boolean sameConnection(DeviceRoute a, DeviceRoute b) {
    return a.getConnectionId().equals(b.getConnectionId());
  }

  private static boolean sameDevice(DeviceRoute a, DeviceRoute b) {
    return a.getDeviceId().equals(b.getDeviceId());
  }
}
