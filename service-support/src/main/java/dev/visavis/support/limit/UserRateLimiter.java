package dev.visavis.support.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits each user's requests: a burst of so many at once, and as many again within a minute
/// (GCRA). Each instance counts on its own.
public final class UserRateLimiter {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_PER_MINUTE = 6_000;

  /// Above this number, the users who asked longest ago are forgotten and start with a full
  /// allowance.
  private static final int MAX_TRACKED_USERS = 50_000;

  private final long intervalNanos;

  /// The instant at which each user's allowance is full again.
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

  /// Takes one request from the allowance. If none is left, takes nothing and returns the time to
  /// wait.
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
