package dev.visavis.time;

import java.time.Duration;

/// Pauses between attempts: each twice as long as the one before it, up to the longest. Adds no
/// jitter. Not thread-safe.
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /// The pause after one more failure.
  public Duration next() {
    failures++;
    return after(failures, first, longest);
  }

  /// The next pause is the first again.
  public void reset() {
    failures = 0;
  }

  /// The pause after a failure.
  ///
  /// @param failures how many in a row there were, from 1
  public static Duration after(int failures, Duration first, Duration longest) {
    double doubled = first.toNanos() * Math.pow(2, failures - 1);
    return Duration.ofNanos((long) Math.min(longest.toNanos(), doubled));
  }
}
