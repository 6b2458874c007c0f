package dev.visavis.gateway.limits;

/// Lets `rate` messages a second through, and `burst` at once after a rest. The caller brings the
/// time. Not thread-safe.
public final class TokenBucket {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerToken;
  private final long fullNanos;

  /// The time that is saved up, in nanoseconds: a token costs `nanosPerToken` of it.
  private long savedNanos;

  private long at;

  public TokenBucket(int rate, int burst, long nowNanos) {
    this.nanosPerToken = SECOND / rate;
    this.fullNanos = burst * nanosPerToken;
    this.savedNanos = fullNanos;
    this.at = nowNanos;
  }

  /// How long to wait for a token, in nanoseconds; 0 if one was there and is taken.
  public long take(long nowNanos) {
    savedNanos = Math.min(fullNanos, savedNanos + Math.max(0, nowNanos - at));
    at = nowNanos;
    if (savedNanos < nanosPerToken) {
      return nanosPerToken - savedNanos;
    }
    savedNanos -= nanosPerToken;
    return 0;
  }
}
