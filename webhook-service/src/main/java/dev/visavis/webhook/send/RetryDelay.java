package dev.visavis.webhook.send;

import dev.visavis.time.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Computes the pause after a failed attempt.
final class RetryDelay {
  private static final double JITTER = 0.2;

  private RetryDelay() {}

  /// Doubles the pause with each attempt up to the maximum, and varies it by up to a fifth, so that
  /// receivers that failed together are not retried together.
  ///
  /// @param attempts made so far, from 1
  /// @param asked the receiver's `Retry-After`; zero if it sent none
  static Duration after(
      int attempts, Duration asked, Duration first, Duration longest, RandomGenerator random) {
    double most = longest.toMillis();
    double doubled = Backoff.after(attempts, first, longest).toMillis();
    double wait = Math.max(doubled, Math.min((double) asked.toMillis(), most));
    return Duration.ofMillis(Math.round(wait * (1 - JITTER + 2 * JITTER * random.nextDouble())));
  }
}
