package dev.visavis.support.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one user may do something: so many times at once, and as many again within a minute
/// (GCRA). Each instance counts for itself.
public final class UserRateLimiter {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_PER_MINUTE = 6_000;

  /// Of more users than this, those who asked longest ago are forgotten, and begin anew.
  private static final int MAX_TRACKED_USERS = 50_000;

  private final long intervalNanos;

  /// When the allowance of each user is full again.
  private final Map<String, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_TRACKED_USERS;
        }
      };

  /// @throws IllegalArgumentException unless it is 1 to 6,000 a minute
  public UserRateLimiter(int perMinute) {
    if (perMinute < 1 || perMinute > MAX_PER_MINUTE) {
      throw new IllegalArgumentException("must be 1 to " + MAX_PER_MINUTE + ", not " + perMinute);
    }
    intervalNanos = MINUTE_NANOS / perMinute;
  }

  /// Takes one from the allowance; where nothing is left, takes nothing and says how long to wait.
  ///
  /// @param nowNanos of [System#nanoTime]
  public synchronized Duration take(String userId, long nowNanos) {
    Long known = fullAt.get(userId);
    long from = known == null || known - nowNanos < 0 ? nowNanos : known;
    long waitNanos = from - nowNanos + intervalNanos - MINUTE_NANOS;
    if (waitNanos > 0) {
      return Duration.ofNanos(waitNanos);
    }
    fullAt.put(userId, from + intervalNanos);
    return Duration.ZERO;
  }
}
