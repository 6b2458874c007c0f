package dev.visavis.presence.store;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads Redis replies as the types that they represent.
public final class RedisReplies {
  private RedisReplies() {}

  /// Reads a hash of strings, whether it arrived as a map or as a flat list of keys and values.
  public static Map<String, String> hash(@Nullable Response reply) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries(reply).forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }

  /// The routes in a hash of devices.
  public static List<DeviceRoute> routes(@Nullable Response reply) {
    List<DeviceRoute> routes = new ArrayList<>();
    for (Response value : entries(reply).values()) {
      DeviceRoute route = route(value);
      if (route != null) {
        routes.add(route);
      }
    }
    return routes;
  }

  /// Null where there is none.
  public static @Nullable DeviceRoute route(@Nullable Response reply) {
    if (reply == null) {
      return null;
    }
    byte[] bytes = reply.toBytes();
    if (bytes.length == 0) {
      return null;
    }
    try {
      return DeviceRoute.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Redis holds an invalid route", e);
    }
  }

  /// Null where there is none.
  public static @Nullable UserProfile profile(@Nullable Response reply) {
    try {
      return reply == null ? null : UserProfile.parseFrom(reply.toBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Redis holds an invalid profile", e);
    }
  }

  public static boolean isOne(@Nullable Response reply) {
    return reply != null && reply.toInteger() == 1;
  }

  private static Map<String, Response> entries(@Nullable Response reply) {
    Map<String, Response> entries = new LinkedHashMap<>();
    if (reply == null) {
      return entries;
    }
    if (reply.isMap()) {
      reply.getKeys().forEach(key -> entries.put(key, reply.get(key)));
    } else {
      for (int i = 0; i + 1 < reply.size(); i += 2) {
        entries.put(reply.get(i).toString(), reply.get(i + 1));
      }
    }
    return entries;
  }
}
