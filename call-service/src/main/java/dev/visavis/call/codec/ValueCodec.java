package dev.visavis.call.codec;

import com.google.protobuf.Timestamp;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MediaChange;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.User;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Converts the schema's small messages to domain values and back.
final class ValueCodec {
  private ValueCodec() {}

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static @Nullable Instant instantIf(boolean present, Timestamp timestamp) {
    return present ? instant(timestamp) : null;
  }

  static User user(UserInfo info) {
    return new User(info.getId(), info.getName(), info.hasAvatarUrl() ? info.getAvatarUrl() : null);
  }

  static UserInfo userInfo(User user) {
    UserInfo.Builder info = UserInfo.newBuilder().setId(user.id()).setName(user.name());
    if (user.avatarUrl() != null) {
      info.setAvatarUrl(user.avatarUrl());
    }
    return info.build();
  }

  static Route route(DeviceRoute route) {
    return new Route(
        route.getUserId(),
        route.getDeviceId(),
        route.getGateway(),
        route.getConnectionId(),
        route.getIncarnation(),
        route.hasDeviceName() ? route.getDeviceName() : null,
        route.hasPlatform() ? route.getPlatform() : null,
        route.getConnectionOrdinal(),
        route.getAcceptsBatches(),
        route.getAcceptsSharedContent());
  }

  static DeviceRoute deviceRoute(Route route) {
    DeviceRoute.Builder builder = address(route);
    if (route.deviceName() != null) {
      builder.setDeviceName(route.deviceName());
    }
    if (route.platform() != null) {
      builder.setPlatform(route.platform());
    }
    return builder.build();
  }

  /// The route that other gateways need to reach the device.
  static DeviceRoute peer(Route route) {
    return address(route).build();
  }

  /// The route that the device's own gateway needs to find the connection.
  static DeviceRoute receiver(Route route) {
    return DeviceRoute.newBuilder()
        .setUserId(route.userId())
        .setDeviceId(route.deviceId())
        .setGateway(route.gateway())
        .setConnectionId(route.connectionId())
        .setAcceptsBatches(route.acceptsBatches())
        .setAcceptsSharedContent(route.acceptsSharedContent())
        .build();
  }

  private static DeviceRoute.Builder address(Route route) {
    return DeviceRoute.newBuilder()
        .setUserId(route.userId())
        .setDeviceId(route.deviceId())
        .setGateway(route.gateway())
        .setConnectionId(route.connectionId())
        .setIncarnation(route.incarnation())
        .setConnectionOrdinal(route.connectionOrdinal())
        .setAcceptsBatches(route.acceptsBatches())
        .setAcceptsSharedContent(route.acceptsSharedContent());
  }

  static Media media(MediaFlags flags) {
    return new Media(
        flags.getAudio(), flags.getVideo(), flags.getScreen(), flags.getHand(), flags.getHold());
  }

  static MediaFlags mediaFlags(Media media) {
    return MediaFlags.newBuilder()
        .setAudio(media.audio())
        .setVideo(media.video())
        .setScreen(media.screen())
        .setHand(media.hand())
        .setHold(media.hold())
        .build();
  }

  /// @param partial true: an absent field stays unchanged; false: it is off
  static MediaChange mediaChange(MediaState asked, boolean partial) {
    return new MediaChange(
        asked.hasAudio() || !partial ? asked.getAudio() : null,
        asked.hasVideo() || !partial ? asked.getVideo() : null,
        asked.hasScreen() || !partial ? asked.getScreen() : null,
        asked.hasHand() ? asked.getHand() : null,
        asked.hasHold() ? asked.getHold() : null);
  }
}
