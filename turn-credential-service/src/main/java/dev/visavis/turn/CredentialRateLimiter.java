package dev.visavis.turn;

import dev.visavis.support.limit.UserRateLimiter;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Limits each user's requests for credentials.
@Startup
@ApplicationScoped
class CredentialRateLimiter {
  private final UserRateLimiter allowance;

  CredentialRateLimiter(TurnConfig config) {
    try {
      allowance = new UserRateLimiter(config.perMinute());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("VISAVIS_TURN_PER_MINUTE " + e.getMessage() + ".", e);
    }
  }

  /// See [UserRateLimiter#take].
  Duration take(String userId, long nowNanos) {
    return allowance.take(userId, nowNanos);
  }
}
