package dev.visavis.history.missed;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the routes of users' devices in presence-service's read model.
@ApplicationScoped
class DeviceLocator {
  /// presence-service reads the same device events, and may be slower.
  private static final Duration MAX_PRESENCE_LAG = Duration.ofMinutes(1);

  /// Older updates are dropped: a device gets the number when it next comes online.
  private static final Duration MAX_UPDATE_AGE = Duration.ofMinutes(10);

  private final Redis redis;

  DeviceLocator(Redis redis) {
    this.redis = redis;
  }

  /// Maps each update to its recipients, possibly none. An update is left out while
  /// presence-service does not know the device yet, because later updates could not be routed to it
  /// either.
  Uni<Map<MissedCallUpdate, List<DeviceRoute>>> of(List<MissedCallUpdate> updates) {
    List<Request> requests = new ArrayList<>(updates.stream().map(DeviceLocator::request).toList());
    requests.add(Request.cmd(Command.EXISTS).arg(PresenceKeys.BUILT));
    return redis.batch(requests).map(replies -> found(updates, replies));
  }

  private static Request request(MissedCallUpdate updates) {
    String devices = PresenceKeys.devices(updates.userId().toString());
    return updates.device() == null
        ? Request.cmd(Command.HVALS).arg(devices)
        : Request.cmd(Command.HGET).arg(devices).arg(updates.device().getDeviceId());
  }

  private static Map<MissedCallUpdate, List<DeviceRoute>> found(
      List<MissedCallUpdate> updates, List<@Nullable Response> replies) {
    Response built = replies.getLast();
    if (built == null || built.toInteger() == 0) {
      throw new IllegalStateException("Redis was emptied and is being rebuilt");
    }
    Instant now = InstantSource.system().instant();
    Map<MissedCallUpdate, List<DeviceRoute>> found = new LinkedHashMap<>();
    for (int i = 0; i < updates.size(); i++) {
      MissedCallUpdate one = updates.get(i);
      Response reply = replies.get(i);
      Duration age = Duration.between(one.at(), now);
      if (age.compareTo(MAX_UPDATE_AGE) > 0) {
        found.put(one, List.of());
      } else if (one.device() == null) {
        found.put(one, routes(reply));
      } else if (reply != null) {
        found.put(one, Stream.of(route(reply)).filter(one::isFor).toList());
      } else if (age.compareTo(MAX_PRESENCE_LAG) > 0) {
        found.put(one, List.of());
      }
    }
    return found;
  }

  private static List<DeviceRoute> routes(@Nullable Response reply) {
    List<DeviceRoute> routes = new ArrayList<>();
    if (reply != null) {
      reply.forEach(each -> routes.add(route(each)));
    }
    return routes;
  }

  private static DeviceRoute route(Response reply) {
    try {
      return DeviceRoute.parseFrom(reply.toBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Redis holds an invalid route", e);
    }
  }
}
