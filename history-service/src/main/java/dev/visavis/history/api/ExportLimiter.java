package dev.visavis.history.api;

import dev.visavis.support.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Limits the exports that run in this process: one for each user, and a total that leaves capacity
/// for other requests.
@ApplicationScoped
class ExportLimiter {
  private static final int MAX_EXPORTS = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// A longer export is cut off.
  static final Duration MAX_DURATION = Duration.ofMinutes(15);

  private final Map<UUID, Long> acquiredAt = new HashMap<>();

  /// @throws jakarta.ws.rs.WebApplicationException 429 or 503 if no slot is free
  synchronized void acquire(UUID user) {
    long now = System.nanoTime();
    acquiredAt.values().removeIf(at -> now - at > MAX_DURATION.toNanos());
    if (acquiredAt.containsKey(user)) {
      throw Problem.tooManyRequests(RETRY_AFTER, "Another of your exports is running.");
    }
    if (acquiredAt.size() >= MAX_EXPORTS) {
      throw Problem.unavailable(RETRY_AFTER, "Too many exports are running.");
    }
    acquiredAt.put(user, now);
  }

  synchronized void release(UUID user) {
    acquiredAt.remove(user);
  }
}
