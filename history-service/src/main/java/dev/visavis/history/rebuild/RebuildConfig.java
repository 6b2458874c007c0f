package dev.visavis.history.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Configures the rebuild of the history.
@ConfigMapping(prefix = "visavis.history.rebuild")
interface RebuildConfig {
  /// Records of the log that one transaction writes.
  @WithDefault("1000")
  int batch();

  /// The time without progress on the log after which the rebuild gives up.
  @WithDefault("${visavis.history.rebuild.patience:PT1M}")
  Duration stallTimeout();

  /// The time for which the switch waits for the table locks. Less than PostgreSQL's
  /// `deadlock_timeout` (1 s), so that the switch gives way and not another transaction.
  @WithDefault("PT0.5S")
  Duration lockTimeout();

  /// The time for which requests may wait while the switch reads the last records. Less than the 5
  /// s after which a request is refused.
  @WithDefault("${visavis.history.rebuild.most-held-up:PT3S}")
  Duration maxPause();

  /// The number of attempts to switch.
  @WithDefault("100")
  int attempts();

  /// The pause between two attempts.
  @WithDefault("PT0.5S")
  Duration pause();
}
