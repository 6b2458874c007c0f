package dev.visavis.history.api;

import dev.visavis.support.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// How many exports run in this process: one for each user, and not too many in all, so that they
/// leave room for whoever only looks at their history.
@ApplicationScoped
class ExportSlots {
  private static final int MOST = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// No export takes longer: it is cut off.
  static final Duration LONGEST = Duration.ofMinutes(15);

  private final Map<UUID, Long> takenAt = new HashMap<>();

  /// @throws jakarta.ws.rs.WebApplicationException 429 or 503, when there is no slot
  synchronized void take(UUID user) {
    long now = System.nanoTime();
    takenAt.values().removeIf(at -> now - at > LONGEST.toNanos());
    if (takenAt.containsKey(user)) {
      throw Problem.tooManyRequests(RETRY_AFTER, "Another export of yours is running.");
    }
    if (takenAt.size() >= MOST) {
      throw Problem.unavailable(RETRY_AFTER, "Too many exports are running.");
    }
    takenAt.put(user, now);
  }

  synchronized void giveBack(UUID user) {
    takenAt.remove(user);
  }
}
