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

/// Where the devices of users are, as presence-service knows it.
@ApplicationScoped
class Devices {
  /// Presence hears of a device at the same time as we do, and may be behind.
  private static final Duration PRESENCE_MAY_LAG = Duration.ofMinutes(1);

  /// Whoever was to be told longer ago hears it when they come back.
  private static final Duration WORTH_TELLING = Duration.ofMinutes(10);

  private final Redis redis;

  Devices(Redis redis) {
    this.redis = redis;
  }

  /// To whom each of the news goes, nobody included. News that are left out come too early:
  /// presence does not know the device yet, and so could not tell where it is when the number
  /// changes again.
  Uni<Map<News, List<DeviceRoute>>> of(List<News> news) {
    List<Request> requests = new ArrayList<>(news.stream().map(Devices::request).toList());
    requests.add(Request.cmd(Command.EXISTS).arg(PresenceKeys.BUILT));
    return redis.batch(requests).map(answers -> found(news, answers));
  }

  private static Request request(News news) {
    String devices = PresenceKeys.devices(news.userId().toString());
    return news.device() == null
        ? Request.cmd(Command.HVALS).arg(devices)
        : Request.cmd(Command.HGET).arg(devices).arg(news.device().getDeviceId());
  }

  private static Map<News, List<DeviceRoute>> found(
      List<News> news, List<@Nullable Response> answers) {
    Response built = answers.getLast();
    if (built == null || built.toInteger() == 0) {
      throw new IllegalStateException("Redis was emptied and is being filled again");
    }
    Instant now = InstantSource.system().instant();
    Map<News, List<DeviceRoute>> found = new LinkedHashMap<>();
    for (int i = 0; i < news.size(); i++) {
      News one = news.get(i);
      Response answer = answers.get(i);
      Duration age = Duration.between(one.at(), now);
      if (age.compareTo(WORTH_TELLING) > 0) {
        found.put(one, List.of());
      } else if (one.device() == null) {
        found.put(one, routes(answer));
      } else if (answer != null) {
        found.put(one, Stream.of(route(answer)).filter(one::isFor).toList());
      } else if (age.compareTo(PRESENCE_MAY_LAG) > 0) {
        found.put(one, List.of());
      }
    }
    return found;
  }

  private static List<DeviceRoute> routes(@Nullable Response answer) {
    List<DeviceRoute> routes = new ArrayList<>();
    if (answer != null) {
      answer.forEach(each -> routes.add(route(each)));
    }
    return routes;
  }

  private static DeviceRoute route(Response answer) {
    try {
      return DeviceRoute.parseFrom(answer.toBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Redis holds a route that is none", e);
    }
  }
}
