package dev.visavis.history.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How often one user may use the API of this service.
@ConfigMapping(prefix = "visavis.history.limits")
interface LimitsConfig {
  /// Requests of one user in a minute, from all devices; 1 to 6,000.
  @WithDefault("1200")
  int readsPerMinute();
}
