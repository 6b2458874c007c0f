package dev.visavis.gateway.limits;

import dev.visavis.gateway.messages.WireError;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;

/// The rate limit of one socket: 50 messages a second and bursts of 200. More than 200 refused
/// messages within 10 s are abuse. Not thread-safe.
public final class SocketRateLimiter {
  private static final int RATE = 50;
  private static final int BURST = 200;
  private static final int MAX_REFUSED = 200;
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

  /// The decision about one message.
  public sealed interface Verdict {}

  public record Allowed() implements Verdict {}

  public record Limited(WireError error) implements Verdict {}

  public record Abusive() implements Verdict {}

  private static final Allowed PASS = new Allowed();
  private static final Abusive ABUSE = new Abusive();

  private final TokenBucket bucket;
  private long windowStart;
  private int refused;

  public SocketRateLimiter(long nowNanos) {
    this.bucket = new TokenBucket(RATE, BURST, nowNanos);
    this.windowStart = nowNanos;
  }

  public Verdict next(long nowNanos) {
    long waitNanos = bucket.take(nowNanos);
    if (waitNanos == 0) {
      return PASS;
    }
    if (nowNanos - windowStart > WINDOW_NANOS) {
      windowStart = nowNanos;
      refused = 0;
    }
    refused++;
    if (refused > MAX_REFUSED) {
      return ABUSE;
    }
    Duration retryAfter = Duration.ofMillis(waitNanos / 1_000_000 + 1);
    return new Limited(new WireError(ErrorCode.RATE_LIMITED, "too many messages", retryAfter));
  }
}
