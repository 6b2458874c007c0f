package dev.visavis.gateway.limits;

/// Permits `rate` messages a second, and `burst` at once after a pause. The caller passes the time.
/// Not thread-safe.
public final class TokenBucket {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerToken;
  private final long fullNanos;

  /// The tokens in the bucket, in nanoseconds: one token is `nanosPerToken`.
  private long savedNanos;

  private long at;

  public TokenBucket(int rate, int burst, long nowNanos) {
    this.nanosPerToken = SECOND / rate;
    this.fullNanos = burst * nanosPerToken;
    this.savedNanos = fullNanos;
    this.at = nowNanos;
  }

  /// Takes a token if there is one and returns 0; otherwise returns how long to wait for one, in
  /// nanoseconds.
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
