package dev.visavis.webhook.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one attempt.
///
/// @param status of the receiver's answer; null if there was none
/// @param problem why it does not count, fit for the owner to read; null if it was delivered
/// @param retryAfter how long the receiver wants to be left alone; zero if it said nothing
record AttemptResult(@Nullable Integer status, @Nullable String problem, Duration retryAfter) {
  static AttemptResult delivered(int status) {
    return new AttemptResult(status, null, Duration.ZERO);
  }

  static AttemptResult none(String problem) {
    return new AttemptResult(null, problem, Duration.ZERO);
  }
}
