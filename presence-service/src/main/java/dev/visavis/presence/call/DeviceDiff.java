package dev.visavis.presence.call;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;

/// The difference between the devices that a call knows and those that its user has. The gateway
/// read the devices before the call was known here, and the call was not notified of later
/// changes.
///
/// @param missed connections that the call does not know
/// @param vanished devices that the call knows although they are offline
record DeviceDiff(List<DeviceRoute> missed, List<DeviceRoute> vanished) {
  static final DeviceDiff NONE = new DeviceDiff(List.of(), List.of());

  /// Compares by connection.
  ///
  /// @param known the devices that the call knows
  /// @param here the user's devices that belong to the call
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
