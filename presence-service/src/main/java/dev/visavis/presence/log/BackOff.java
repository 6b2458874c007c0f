package dev.visavis.presence.log;

import java.time.Duration;

/// Pauses that double from a fortieth of the longest up to the longest.
final class BackOff {
  private final long longestMs;
  private long nextMs;

  BackOff(Duration longest) {
    this.longestMs = longest.toMillis();
    reset();
  }

  void reset() {
    nextMs = Math.max(1, longestMs / 40);
  }

  Duration next() {
    long pause = nextMs;
    nextMs = Math.min(longestMs, nextMs * 2);
    return Duration.ofMillis(pause);
  }
}
