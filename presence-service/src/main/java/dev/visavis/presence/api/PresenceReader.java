package dev.visavis.presence.api;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.gateway.Leases;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Replies;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads presence out of Redis: one round trip for all users, one for the leases of their gateways.
@ApplicationScoped
class PresenceReader {
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int KEYS_A_USER = 4;

  private final ReadModel model;
  private final Leases leases;

  PresenceReader(ReadModel model, Leases leases) {
    this.model = model;
    this.leases = leases;
  }

  private record Row(
      String userId,
      Visibility visibility,
      List<DeviceRoute> devices,
      boolean inCall,
      @Nullable String lastSeenAt) {}

  List<UserPresence> read(String viewer, List<String> userIds) {
    List<Request> requests = new ArrayList<>();
    for (String user : userIds) {
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(user)));
      requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(user)));
      requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.calls(user)));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.lastSeen(user)));
    }
    List<@Nullable Response> answers = model.run(requests);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < userIds.size(); i++) {
      int from = i * KEYS_A_USER;
      rows.add(row(userIds.get(i), viewer, answers.subList(from, from + KEYS_A_USER)));
    }
    Map<Integer, String> held =
        leases.of(rows.stream().flatMap(row -> row.devices().stream()).toList());
    return rows.stream()
        .filter(row -> row.visibility() != Visibility.UNKNOWN)
        .map(row -> presence(row, viewer, held))
        .toList();
  }

  private static Row row(String userId, String viewer, List<@Nullable Response> answers) {
    Response seen = answers.get(3);
    return new Row(
        userId,
        visibility(answers.get(0), viewer),
        Replies.routes(answers.get(1)),
        Replies.hash(answers.get(2)).values().stream().anyMatch(LiveCalls::isJoined),
        seen == null ? null : RFC_3339.format(Instant.ofEpochMilli(seen.toLong())));
  }

  private static Visibility visibility(@Nullable Response profile, String viewer) {
    if (profile == null) {
      return Visibility.UNKNOWN;
    }
    try {
      return Visibility.of(UserProfile.parseFrom(profile.toBytes()), viewer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Redis holds a profile that is none", e);
    }
  }

  private static UserPresence presence(Row row, String viewer, Map<Integer, String> held) {
    if (row.visibility() == Visibility.SEEN_AS_OFFLINE) {
      return UserPresence.offline(row.userId());
    }
    List<UserPresence.Device> online =
        row.devices().stream()
            .filter(device -> Leases.isOnline(device, held))
            .map(PresenceReader::device)
            .toList();
    return new UserPresence(
        row.userId(),
        !online.isEmpty(),
        row.inCall(),
        row.userId().equals(viewer) ? online : null,
        online.isEmpty() ? row.lastSeenAt() : null);
  }

  private static UserPresence.Device device(DeviceRoute route) {
    return new UserPresence.Device(
        route.getDeviceId(),
        route.hasDeviceName() ? route.getDeviceName() : null,
        route.hasPlatform() ? route.getPlatform() : null);
  }
}
