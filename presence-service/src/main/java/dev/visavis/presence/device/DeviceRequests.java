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

/// How a record of the device log is put to Redis, and what Redis answers.
public final class DeviceRequests {
  /// Devices of one user that are online at once: docs/protocol.md, "Limits".
  public static final int MAX_DEVICES = 20;

  private DeviceRequests() {}

  /// Notes the device under its gateway; before [#apply], so that no device is ever on a gateway
  /// that does not know it when it dies.
  public static List<Request> index(DeviceEvent event) {
    DeviceRoute device = event.getDevice();
    return List.of(
        Request.cmd(Command.SADD).arg(onGateway(device)).arg(member(device)),
        Request.cmd(Command.SADD)
            .arg(InternalPresenceKeys.GATEWAYS)
            .arg(device.getGateway() + ":" + device.getIncarnation()));
  }

  /// Takes `device` from its gateway's set; one that was forgotten there does no harm.
  public static Request unindex(DeviceRoute device) {
    return Request.cmd(Command.SREM).arg(onGateway(device)).arg(member(device));
  }

  public static Request apply(ConsumedRecord<DeviceEvent> record) {
    return apply(record, "");
  }

  /// The same while the whole log is read again into a Redis that was emptied.
  public static Request rebuild(ConsumedRecord<DeviceEvent> record) {
    return apply(record, "rebuild");
  }

  /// The device, with the place of this record in the log of its user's devices.
  static DeviceRoute withOrdinal(ConsumedRecord<DeviceEvent> record) {
    return record.value().getDevice().toBuilder().setConnectionOrdinal(record.offset() + 1).build();
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
        event.getOnline().getSessionId());
  }

  static DeviceUpdateResult result(@Nullable Response reply) {
    if (reply == null) {
      throw new IllegalStateException("Redis did not answer the script of a device");
    }
    Verdict verdict = Verdict.valueOf(reply.get(0).toString().toUpperCase(Locale.ROOT));
    String signedInAt = reply.get(3).toString();
    return new DeviceUpdateResult(
        verdict,
        RedisReplies.route(reply.get(1)),
        RedisReplies.hash(reply.get(2)),
        signedInAt.isEmpty() ? 0 : Long.parseLong(signedInAt));
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
