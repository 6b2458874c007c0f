package dev.visavis.presence.log;

import java.time.Duration;

/// Pauses that double from a fortieth of the maximum up to the maximum.
final class Backoff {
  private final long maxMs;
  private long nextMs;

  Backoff(Duration max) {
    this.maxMs = max.toMillis();
    reset();
  }

  void reset() {
    nextMs = Math.max(1, maxMs / 40);
  }

  Duration next() {
    long pause = nextMs;
    nextMs = Math.min(maxMs, nextMs * 2);
    return Duration.ofMillis(pause);
  }
}
