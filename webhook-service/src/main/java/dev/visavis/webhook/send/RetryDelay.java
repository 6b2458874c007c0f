package dev.visavis.webhook.send;

import dev.visavis.time.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait behind a failure.
final class RetryDelay {
  private static final double JITTER = 0.2;

  private RetryDelay() {}

  /// Twice as long each time, up to the longest, give or take a fifth, so that receivers which went
  /// away together are not asked together.
  ///
  /// @param attempts so far, from 1
  /// @param asked what the receiver wants (`Retry-After`); zero if it said nothing
  static Duration after(
      int attempts, Duration asked, Duration first, Duration longest, RandomGenerator random) {
    double most = longest.toMillis();
    double doubled = Backoff.after(attempts, first, longest).toMillis();
    double wait = Math.max(doubled, Math.min((double) asked.toMillis(), most));
    return Duration.ofMillis(Math.round(wait * (1 - JITTER + 2 * JITTER * random.nextDouble())));
  }
}
