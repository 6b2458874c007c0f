package dev.visavis.gateway.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.GatewayConfig;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads presence-service's read model in Redis: all data about some users in one round trip. Fails
/// if Redis does not answer in time.
@Singleton
public final class PresenceReader {
  private static final int GATEWAYS = Topic.GATEWAY_INBOX.partitions();
  private static final int REPLIES_PER_USER = 3;

  private final Vertx vertx;
  private final Redis redis;
  private final GatewayLease lease;
  private final long timeoutMs;

  PresenceReader(Vertx vertx, Redis redis, GatewayLease lease, GatewayConfig config) {
    this.lease = lease;
    this.vertx = vertx;
    this.redis = redis;
    this.timeoutMs = config.redisTimeout().toMillis();
  }

  /// The reply of Redis.
  ///
  /// @param users in the order of the requested ids
  /// @param more the reply to the additional request
  record ReadResult(List<UserPresenceSnapshot> users, @Nullable Response more) {}

  /// Reads these users. Fails also while the leases in Redis do not show which gateways are alive.
  ///
  /// @param more an additional request, sent in the same round trip
  Future<ReadResult> read(List<String> userIds, Request more) {
    List<Request> requests = new ArrayList<>(2 + REPLIES_PER_USER * userIds.size());
    Request leases = Request.cmd(Command.MGET);
    for (int gateway = 0; gateway < GATEWAYS; gateway++) {
      leases.arg(PresenceKeys.gatewayLease(gateway));
    }
    requests.add(leases);
    for (String user : userIds) {
      requests.add(Request.cmd(Command.HVALS).arg(PresenceKeys.devices(user)));
      requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.calls(user)));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(user)));
    }
    requests.add(more);
    return withTimeout(redis.batch(requests))
        .map(replies -> new ReadResult(users(replies, userIds.size()), replies.getLast()));
  }

  /// The ids of the user's live calls.
  public Future<Set<String>> liveCalls(String userId) {
    Request calls = Request.cmd(Command.HGETALL).arg(PresenceKeys.calls(userId));
    return withTimeout(redis.send(calls)).map(reply -> strings(reply).keySet());
  }

  private <T> Future<T> withTimeout(Future<T> answer) {
    Promise<T> result = Promise.promise();
    long timer = vertx.setTimer(timeoutMs, fired -> result.tryFail("Redis did not answer"));
    answer.onComplete(
        reply -> {
          vertx.cancelTimer(timer);
          if (reply.succeeded()) {
            result.tryComplete(reply.result());
          } else {
            result.tryFail(reply.cause());
          }
        });
    return result.future();
  }

  private List<UserPresenceSnapshot> users(List<@Nullable Response> replies, int count) {
    Response leases = replies.getFirst();
    if (leases == null || !lease.leasesAreReliable(leases.get(lease.partition()))) {
      throw new IllegalStateException("the gateways have not renewed their leases in Redis yet");
    }
    List<UserPresenceSnapshot> users = new ArrayList<>();
    for (int at = 1; at <= count * REPLIES_PER_USER; at += REPLIES_PER_USER) {
      users.add(
          new UserPresenceSnapshot(
              profile(replies.get(at + 2)),
              online(replies.get(at), leases),
              strings(replies.get(at + 1))));
    }
    return users;
  }

  private static @Nullable UserProfile profile(@Nullable Response reply) {
    try {
      return reply == null ? null : UserProfile.parseFrom(reply.toBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a profile in Redis cannot be parsed", e);
    }
  }

  /// A device is online while its gateway's lease holds the incarnation of the device's route.
  private static List<DeviceRoute> online(@Nullable Response devices, @Nullable Response leases) {
    if (devices == null || leases == null) {
      return List.of();
    }
    List<DeviceRoute> online = new ArrayList<>(devices.size());
    for (Response device : devices) {
      DeviceRoute route = route(device);
      int gateway = route.getGateway();
      Response lease = gateway >= 0 && gateway < leases.size() ? leases.get(gateway) : null;
      if (lease != null && lease.toString().equals(route.getIncarnation())) {
        online.add(route);
      }
    }
    return online;
  }

  private static DeviceRoute route(Response device) {
    try {
      return DeviceRoute.parseFrom(device.toBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a device in Redis cannot be parsed", e);
    }
  }

  /// Reads a hash, which is a map in RESP3 and a flat list in RESP2.
  private static Map<String, String> strings(@Nullable Response hash) {
    Map<String, String> entries = new HashMap<>();
    if (hash == null || hash.size() == 0) {
      return entries;
    }
    Set<String> keys = hash.getKeys();
    if (keys != null && !keys.isEmpty()) {
      keys.forEach(key -> entries.put(key, hash.get(key).toString()));
      return entries;
    }
    for (Iterator<Response> flat = hash.iterator(); flat.hasNext(); ) {
      entries.put(flat.next().toString(), flat.next().toString());
    }
    return entries;
  }
}
