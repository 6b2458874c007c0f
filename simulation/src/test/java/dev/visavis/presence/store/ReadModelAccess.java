package dev.visavis.presence.store;

import dev.visavis.presence.PresenceConfig;
import io.vertx.redis.client.Redis;

/// Opens the package to the simulation.
public final class ReadModelAccess {
  private ReadModelAccess() {}

  public static ReadModel on(Redis redis, PresenceConfig config) {
    return new ReadModel(redis, config);
  }
}
