package dev.visavis.simulation.world;

import dev.visavis.presence.PresenceConfig;
import java.time.Duration;

/// Small batches, so that batches begin and end at many different records.
final class PresenceSettings implements PresenceConfig {
  static final int BATCH = 5;

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public int readsPerMinute() {
    return Integer.MAX_VALUE; // the simulation sends no REST requests
  }

  @Override
  public Duration redisTimeout() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration kafkaTimeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration maxBackoff() {
    return Duration.ofSeconds(4);
  }

  @Override
  public Duration leaseCheckInterval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int maxOfflinePerCheck() {
    return 10;
  }

  @Override
  public Duration rebuildCheckInterval() {
    return Duration.ofMillis(500);
  }

  @Override
  public Duration notifyInterval() {
    return Duration.ofMillis(100);
  }

  @Override
  public Duration notifyMinInterval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int maxFollowers() {
    return 1_000;
  }
}
