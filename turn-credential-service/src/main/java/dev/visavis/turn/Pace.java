package dev.visavis.turn;

import dev.visavis.support.limit.Allowance;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// How often one user gets credentials.
@Startup
@ApplicationScoped
class Pace {
  private final Allowance allowance;

  Pace(TurnConfig config) {
    try {
      allowance = new Allowance(config.perMinute());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("VISAVIS_TURN_PER_MINUTE " + e.getMessage() + ".", e);
    }
  }

  /// See [Allowance#take].
  Duration take(String userId, long nowNanos) {
    return allowance.take(userId, nowNanos);
  }
}
