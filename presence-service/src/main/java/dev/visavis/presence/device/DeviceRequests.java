package dev.visavis.presence.device;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.device.DeviceUpdateResult.Verdict;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Translates a record of `visavis.device.events` into a Redis request, and reads the reply.
public final class DeviceRequests {
  /// How many devices of one user can be online at once: docs/protocol.md, "Limits".
  public static final int MAX_DEVICES = 20;

  private DeviceRequests() {}

  /// Adds the device to its gateway's set. Must run before [#apply], so that every online device is
  /// known to the gateway's set when the gateway dies.
  public static List<Request> index(DeviceEvent event) {
    DeviceRoute device = event.getDevice();
    return List.of(
        Request.cmd(Command.SADD).arg(onGateway(device)).arg(member(device)),
        Request.cmd(Command.SADD)
            .arg(InternalPresenceKeys.GATEWAYS)
            .arg(device.getGateway() + ":" + device.getIncarnation()));
  }

  /// Removes `device` from its gateway's set. A device that stays there by mistake does no harm.
  public static Request unindex(DeviceRoute device) {
    return Request.cmd(Command.SREM).arg(onGateway(device)).arg(member(device));
  }

  public static Request apply(ConsumedRecord<DeviceEvent> record) {
    return apply(record, "");
  }

  /// As [#apply], while an emptied Redis is rebuilt from the topic.
  public static Request rebuild(ConsumedRecord<DeviceEvent> record) {
    return apply(record, "rebuild");
  }

  /// The device, with the position of this record as its connection ordinal. A repeated record has
  /// the ordinal of the connection already.
  static DeviceRoute withOrdinal(ConsumedRecord<DeviceEvent> record) {
    DeviceRoute device = record.value().getDevice();
    return isRepeated(record.value())
        ? device
        : device.toBuilder().setConnectionOrdinal(record.offset() + 1).build();
  }

  /// Whether presence-service has written the record again for a connection that had come online
  /// before, so that compaction keeps it.
  private static boolean isRepeated(DeviceEvent event) {
    return event.hasOnline() && event.getDevice().getConnectionOrdinal() > 0;
  }

  private static Request apply(ConsumedRecord<DeviceEvent> record, String occasion) {
    DeviceEvent event = record.value();
    DeviceRoute device = withOrdinal(record);
    String user = device.getUserId();
    return Script.DEVICE.with(
        List.of(
            PresenceKeys.devices(user),
            PresenceKeys.calls(user),
            InternalPresenceKeys.device(user, device.getDeviceId()),
            PresenceKeys.lastSeen(user),
            InternalPresenceKeys.revoked(user),
            InternalPresenceKeys.endedSessions(user)),
        event.getChangeCase().name().toLowerCase(Locale.ROOT),
        device.getDeviceId(),
        device.getConnectionId(),
        record.offset(),
        device.toByteArray(),
        millis(event.getAt()),
        InternalPresenceKeys.FORGET_SECONDS,
        occasion,
        millis(event.getOnline().getSignedInAt()),
        MAX_DEVICES,
        event.getOnline().getSessionId(),
        device.getConnectionOrdinal(),
        isRepeated(event) ? 1 : 0);
  }

  static DeviceUpdateResult result(@Nullable Response reply) {
    if (reply == null) {
      throw new IllegalStateException("Redis returned no reply to the script device.lua");
    }
    Verdict verdict = Verdict.valueOf(reply.get(0).toString().toUpperCase(Locale.ROOT));
    String signedInAt = reply.get(3).toString();
    return new DeviceUpdateResult(
        verdict,
        RedisReplies.route(reply.get(1)),
        RedisReplies.hash(reply.get(2)),
        signedInAt.isEmpty() ? 0 : Long.parseLong(signedInAt),
        reply.get(4).toString());
  }

  private static long millis(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toEpochMilli();
  }

  private static String onGateway(DeviceRoute device) {
    return InternalPresenceKeys.devicesOn(device.getGateway(), device.getIncarnation());
  }

  private static String member(DeviceRoute device) {
    return device.getUserId() + ":" + device.getDeviceId() + ":" + device.getConnectionId();
  }
}
