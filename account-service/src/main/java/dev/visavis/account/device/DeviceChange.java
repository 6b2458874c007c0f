package dev.visavis.account.device;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.account.profile.ProtoTime;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceEvent.ChangeCase;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record of `visavis.device.events`, as stored in the table.
///
/// @param signedInAt the sign-in time of the socket that came online
record DeviceChange(
    ChangeCase change,
    UUID userId,
    String deviceId,
    @Nullable String name,
    @Nullable String platform,
    String connectionId,
    Instant at,
    Instant signedInAt) {
  /// @throws IllegalArgumentException if the record is invalid
  static DeviceChange decode(byte[] value) {
    try {
      DeviceEvent event = DeviceEvent.parseFrom(value);
      var device = event.getDevice();
      if (device.getDeviceId().isEmpty()) {
        throw new IllegalArgumentException("the event has no device");
      }
      return new DeviceChange(
          event.getChangeCase(),
          UUID.fromString(device.getUserId()),
          storable(device.getDeviceId(), 100),
          device.hasDeviceName() ? storable(device.getDeviceName(), 100) : null,
          device.hasPlatform() ? storable(device.getPlatform(), 40) : null,
          storable(device.getConnectionId(), 64),
          ProtoTime.toInstant(event.getAt()),
          ProtoTime.toInstant(event.getOnline().getSignedInAt()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a DeviceEvent", e);
    }
  }

  /// Removes zero characters, which PostgreSQL cannot store, and truncates to the width of the
  /// column.
  private static String storable(String text, int most) {
    String clean = text.replace("\0", "");
    return clean.length() <= most ? clean : clean.substring(0, most);
  }
}
