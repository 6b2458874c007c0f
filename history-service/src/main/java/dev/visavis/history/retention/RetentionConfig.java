package dev.visavis.history.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// How long calls are kept.
@ConfigMapping(prefix = "visavis.history.retention")
interface RetentionConfig {
  /// Calls that were made longer ago and are over are deleted, for everybody. Without it nothing
  /// ever is.
  Optional<Duration> keep();

  /// How often old calls are looked for.
  @WithDefault("PT1M")
  Duration interval();

  /// Calls that are deleted in one transaction.
  @WithDefault("500")
  int batch();

  /// Transactions each time; what is left then waits for the next time.
  @WithDefault("100")
  int batches();

  /// How long one transaction may take.
  @WithDefault("PT10S")
  Duration timeout();
}
