package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserInfo;
import java.util.HashMap;
import java.util.Map;

/// The names of a call's users and devices, taken from its records.
final class ParticipantNames {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> devices = new HashMap<>();

  void learn(UserInfo user) {
    if (!user.getName().isEmpty()) {
      names.put(user.getId(), user.getName());
    }
  }

  void learn(DeviceRoute device) {
    if (device.hasDeviceName()) {
      devices.put(device.getUserId() + ":" + device.getDeviceId(), device.getDeviceName());
    }
  }

  String name(String userId) {
    return Console.printable(names.getOrDefault(userId, userId));
  }

  /// `Bob's "Pixel 9"`, or the id of a device without a name.
  String device(String userId, String deviceId) {
    return "%s's \"%s\""
        .formatted(
            name(userId),
            Console.printable(devices.getOrDefault(userId + ":" + deviceId, deviceId)));
  }

  String device(DeviceRoute device) {
    return device(device.getUserId(), device.getDeviceId());
  }
}
