package dev.visavis.history.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// Configures how the projections retry while PostgreSQL or Kafka is unavailable.
@ConfigMapping(prefix = "visavis.history.projection")
interface ProjectionConfig {
  /// The time limit for one attempt to write a batch.
  @WithDefault("PT20S")
  Duration attemptTimeout();

  /// The pause before the second attempt; it doubles with each further attempt.
  @WithName("first-back-off")
  @WithDefault("PT0.2S")
  Duration minBackoff();

  /// The longest pause between two attempts, and so the longest time until a projection notices
  /// that PostgreSQL is back.
  @WithName("max-back-off")
  @WithDefault("PT3S")
  Duration maxBackoff();
}
