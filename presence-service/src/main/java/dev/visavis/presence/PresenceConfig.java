package dev.visavis.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// Settings of presence-service.
@ConfigMapping(prefix = "visavis.presence")
public interface PresenceConfig {
  /// The maximum number of records in one batch; a batch takes one round trip to Redis.
  @WithDefault("200")
  int batchSize();

  /// How long Redis may take to reply before the batch is tried again.
  @WithDefault("2s")
  Duration redisTimeout();

  /// How long Kafka may take to acknowledge the records that a batch leads to.
  @WithDefault("10s")
  Duration kafkaTimeout();

  /// The longest pause between two attempts while Redis or Kafka is unavailable. The first pause is
  /// a fortieth of it.
  @WithName("max-back-off")
  @WithDefault("4s")
  Duration maxBackoff();

  /// How often the gateways' leases are checked.
  @WithName("watch-interval")
  @WithDefault("1s")
  Duration leaseCheckInterval();

  /// The maximum number of devices of one dead gateway that one check declares offline.
  @WithName("offline-per-tick")
  @WithDefault("2000")
  int maxOfflinePerCheck();

  /// How often this instance looks for presence updates to send.
  @WithDefault("${visavis.presence.news-interval:100ms}")
  Duration notifyInterval();

  /// The minimum time between two notifications about one user; changes in between are combined.
  @WithDefault("${visavis.presence.news-spacing:1s}")
  Duration notifyMinInterval();

  /// The maximum number of followers that are notified of a change; others see it when they ask.
  @WithDefault("1000")
  int maxFollowers();

  /// Presence requests a minute from all devices of one user; 1 to 6,000.
  @WithDefault("1200")
  int readsPerMinute();

  /// How often this instance checks whether Redis still holds the read model.
  @WithName("marker-interval")
  @WithDefault("500ms")
  Duration rebuildCheckInterval();
}
