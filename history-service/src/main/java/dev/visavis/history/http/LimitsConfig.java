package dev.visavis.history.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits on each user's requests to this service.
@ConfigMapping(prefix = "visavis.history.limits")
interface LimitsConfig {
  /// Requests a minute from all devices of one user; 1 to 6,000.
  @WithDefault("1200")
  int readsPerMinute();
}
