package dev.visavis.history.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// How the projections bear with a database or a broker that is away.
@ConfigMapping(prefix = "visavis.history.projection")
interface ProjectionConfig {
  /// How long one attempt to write a batch may take before it counts as failed.
  @WithDefault("PT20S")
  Duration attemptTimeout();

  /// The pause before the second attempt; it doubles with each further one.
  @WithName("first-back-off")
  @WithDefault("PT0.2S")
  Duration minBackoff();

  /// The longest pause between two attempts, and so about how late a projection notices that the
  /// database is back.
  @WithName("max-back-off")
  @WithDefault("PT3S")
  Duration maxBackoff();
}
