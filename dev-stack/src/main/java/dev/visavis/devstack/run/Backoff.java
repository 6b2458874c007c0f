package dev.visavis.devstack.run;

import java.time.Duration;

/// How long to wait before a process that keeps dying is started again: twice as long each time,
/// until it has run for a while.
public final class Backoff {
  private static final Duration MIN_WAIT = Duration.ofMillis(500);
  private static final Duration MAX_WAIT = Duration.ofSeconds(15);

  /// A process that has run for this long has recovered.
  private static final Duration RECOVERED_AFTER = Duration.ofSeconds(60);

  private Duration next = MIN_WAIT;

  /// The wait after a run that lasted `ran`.
  public Duration after(Duration ran) {
    if (ran.compareTo(RECOVERED_AFTER) >= 0) {
      next = MIN_WAIT;
    }
    var wait = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(MAX_WAIT) < 0 ? doubled : MAX_WAIT;
    return wait;
  }
}
