package dev.visavis.history.missed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Configures the notifications of missed calls.
@ConfigMapping(prefix = "visavis.history.missed")
interface MissedCallsConfig {
  /// The time between two checks for updates to send.
  @WithDefault("PT0.2S")
  Duration interval();

  /// The pause after a failed attempt.
  @WithDefault("PT3S")
  Duration pause();

  /// The time limit for sending one batch; it is then sent again.
  @WithDefault("PT10S")
  Duration timeout();
}
