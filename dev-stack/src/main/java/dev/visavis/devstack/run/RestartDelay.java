package dev.visavis.devstack.run;

import dev.visavis.time.Backoff;
import java.time.Duration;

/// How long to wait before a process that keeps dying is started again: twice as long each time,
/// until it has run for a while.
final class RestartDelay {
  /// A process that has run for this long has recovered.
  private static final Duration RECOVERED_AFTER = Duration.ofSeconds(60);

  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  /// The wait after a run that lasted `ran`.
  Duration after(Duration ran) {
    if (ran.compareTo(RECOVERED_AFTER) >= 0) {
      backoff.reset();
    }
    return backoff.next();
  }
}
