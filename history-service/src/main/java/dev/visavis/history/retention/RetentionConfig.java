package dev.visavis.history.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Configures how long calls are kept.
@ConfigMapping(prefix = "visavis.history.retention")
interface RetentionConfig {
  /// Ended calls older than this are deleted for all users. Without it, no call is deleted.
  Optional<Duration> keep();

  /// The time between two searches for old calls.
  @WithDefault("PT1M")
  Duration interval();

  /// The number of calls deleted in one transaction.
  @WithDefault("500")
  int batch();

  /// The number of transactions at each interval; remaining calls wait for the next one.
  @WithDefault("100")
  int batches();

  /// The time limit for one transaction.
  @WithDefault("PT10S")
  Duration timeout();
}
