package dev.visavis.history.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the history is made anew.
@ConfigMapping(prefix = "visavis.history.rebuild")
interface RebuildConfig {
  /// Records of the log in one transaction.
  @WithDefault("1000")
  int batch();

  /// How long the log may stand still before the rebuild gives up.
  @WithDefault("${visavis.history.rebuild.patience:PT1M}")
  Duration stallTimeout();

  /// How long the switch waits for the tables. Less than `deadlock_timeout` of PostgreSQL (1 s), so
  /// that it is the switch that gives way and not somebody else.
  @WithDefault("PT0.5S")
  Duration lockTimeout();

  /// How long readers and writers may be held up while the last records are read. Less than the 5 s
  /// after which a request is refused.
  @WithDefault("${visavis.history.rebuild.most-held-up:PT3S}")
  Duration maxPause();

  /// How often the switch is tried.
  @WithDefault("100")
  int attempts();

  /// The pause between two tries.
  @WithDefault("PT0.5S")
  Duration pause();
}
