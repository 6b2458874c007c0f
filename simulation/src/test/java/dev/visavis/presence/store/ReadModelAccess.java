package dev.visavis.presence.store;

import dev.visavis.presence.PresenceConfig;
import io.vertx.redis.client.Redis;

/// Gives the simulation access to this package.
public final class ReadModelAccess {
  private ReadModelAccess() {}

  public static ReadModel on(Redis redis, PresenceConfig config) {
    return new ReadModel(redis, config);
  }
}
