package dev.visavis.presence.api;

import dev.visavis.presence.gateway.Leases;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.presence.view.Visibility;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import dev.visavis.time.Timestamps;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads presence from Redis: one round trip for all users, one for the leases of their gateways.
@ApplicationScoped
class PresenceReader {
  private static final int KEYS_PER_USER = 5;

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
      requests.add(
          Request.cmd(Command.SISMEMBER).arg(InternalPresenceKeys.contacts(viewer)).arg(user));
    }
    requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.calls(viewer)));
    List<@Nullable Response> replies = model.run(requests);
    Set<String> ownCalls = joined(replies.getLast());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < userIds.size(); i++) {
      int from = i * KEYS_PER_USER;
      rows.add(row(userIds.get(i), viewer, ownCalls, replies.subList(from, from + KEYS_PER_USER)));
    }
    Map<Integer, String> held =
        leases.of(rows.stream().flatMap(row -> row.devices().stream()).toList());
    return rows.stream()
        .filter(row -> row.visibility() != Visibility.HIDDEN)
        .map(row -> presence(row, viewer, held))
        .toList();
  }

  private static Row row(
      String userId, String viewer, Set<String> ownCalls, List<@Nullable Response> replies) {
    Response seen = replies.get(3);
    Set<String> calls = joined(replies.get(2));
    UserProfile profile = RedisReplies.profile(replies.get(0));
    boolean contact = RedisReplies.isOne(replies.get(4));
    return new Row(
        userId,
        profile == null
            ? Visibility.HIDDEN
            : Visibility.of(profile, viewer, contact, !Collections.disjoint(calls, ownCalls)),
        RedisReplies.routes(replies.get(1)),
        !calls.isEmpty(),
        seen == null ? null : Timestamps.write(Instant.ofEpochMilli(seen.toLong())));
  }

  /// The calls that a user has joined.
  private static Set<String> joined(@Nullable Response calls) {
    return RedisReplies.hash(calls).entrySet().stream()
        .filter(call -> LiveCalls.isJoined(call.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static UserPresence presence(Row row, String viewer, Map<Integer, String> held) {
    if (row.visibility() == Visibility.SHOWN_AS_OFFLINE) {
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
