package dev.visavis.devstack.run;

import dev.visavis.time.Backoff;
import java.time.Duration;

/// The delay before a crashed process is restarted: it doubles with each crash, until the process
/// has run for a while.
final class RestartDelay {
  /// The run time after which a process counts as recovered.
  private static final Duration RECOVERED_AFTER = Duration.ofSeconds(60);

  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  /// The delay after a run of length `ran`.
  Duration after(Duration ran) {
    if (ran.compareTo(RECOVERED_AFTER) >= 0) {
      backoff.reset();
    }
    return backoff.next();
  }
}
