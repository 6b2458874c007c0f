package dev.visavis.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// What can be set in presence-service.
@ConfigMapping(prefix = "visavis.presence")
public interface PresenceConfig {
  /// Records taken from a topic at once; they share one round trip to Redis.
  @WithDefault("200")
  int batchSize();

  /// How long an answer of Redis may take before the batch is tried again.
  @WithDefault("2s")
  Duration redisTimeout();

  /// How long Kafka may take to acknowledge what a batch leads to.
  @WithDefault("10s")
  Duration kafkaTimeout();

  /// The longest pause between two tries while Redis or Kafka is away; the first is a fortieth.
  @WithName("max-back-off")
  @WithDefault("4s")
  Duration maxBackoff();

  /// How often the gateways' leases are looked at.
  @WithName("watch-interval")
  @WithDefault("1s")
  Duration leaseCheckInterval();

  /// Devices of dead gateways declared offline in one look, for each gateway.
  @WithName("offline-per-tick")
  @WithDefault("2000")
  int maxOfflinePerCheck();

  /// How often this instance looks for changes that followers have to be told.
  @WithDefault("${visavis.presence.news-interval:100ms}")
  Duration notifyInterval();

  /// One person's changes within this time are told at once.
  @WithDefault("${visavis.presence.news-spacing:1s}")
  Duration notifyMinInterval();

  /// Followers that are told of a change at once; the others see it when they ask.
  @WithDefault("1000")
  int maxFollowers();

  /// How often one user may ask who is online, in a minute and from all devices; 1 to 6,000.
  @WithDefault("1200")
  int readsPerMinute();

  /// How often this instance looks whether Redis still holds the read model.
  @WithName("marker-interval")
  @WithDefault("500ms")
  Duration rebuildCheckInterval();
}
