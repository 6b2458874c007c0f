package dev.visavis.time;

import java.time.Duration;

/// Pauses between attempts. Each is twice as long as the previous one, up to a maximum. Without
/// jitter. Not thread-safe.
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /// The pause after a further failure.
  public Duration next() {
    failures++;
    return after(failures, first, longest);
  }

  /// Starts again with the first pause.
  public void reset() {
    failures = 0;
  }

  /// The pause after a failure.
  ///
  /// @param failures the number of consecutive failures, from 1
  public static Duration after(int failures, Duration first, Duration longest) {
    double doubled = first.toNanos() * Math.pow(2, failures - 1);
    return Duration.ofNanos((long) Math.min(longest.toNanos(), doubled));
  }
}
