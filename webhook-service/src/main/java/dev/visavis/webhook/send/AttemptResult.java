package dev.visavis.webhook.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one attempt.
///
/// @param status of the receiver's answer; null if there was none
/// @param problem why it does not count, fit for the owner to read; null if it was delivered
/// @param retryAfter how long the receiver wants to be left alone; zero if it said nothing
record Answer(@Nullable Integer status, @Nullable String problem, Duration retryAfter) {
  static Answer delivered(int status) {
    return new Answer(status, null, Duration.ZERO);
  }

  static Answer none(String problem) {
    return new Answer(null, problem, Duration.ZERO);
  }
}
