package dev.visavis.webhook.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one attempt.
///
/// @param status the HTTP status of the response; null if there was none
/// @param problem why the attempt failed, in words for the owner; null if it succeeded
/// @param retryAfter the receiver's `Retry-After`; zero if it sent none
record AttemptResult(@Nullable Integer status, @Nullable String problem, Duration retryAfter) {
  static AttemptResult delivered(int status) {
    return new AttemptResult(status, null, Duration.ZERO);
  }

  static AttemptResult none(String problem) {
    return new AttemptResult(null, problem, Duration.ZERO);
  }
}
