package dev.visavis.history.missed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How devices are told how many calls their users have missed.
@ConfigMapping(prefix = "visavis.history.missed")
interface MissedCallsConfig {
  /// How often this process looks whether there is something to tell.
  @WithDefault("PT0.2S")
  Duration interval();

  /// The pause after a try that failed, because something is away.
  @WithDefault("PT3S")
  Duration pause();

  /// How long it may take to tell a batch, before it is tried again.
  @WithDefault("PT10S")
  Duration timeout();
}
