package dev.visavis.devstack.run;

import java.time.Duration;

/// How long to wait before a process that keeps dying is started again: twice as long each time,
/// until it has run for a while.
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /// A process that has run for this long has recovered.
  private static final Duration STEADY = Duration.ofSeconds(60);

  private Duration next = FIRST;

  /// The wait after a run that lasted `ran`.
  public Duration after(Duration ran) {
    if (ran.compareTo(STEADY) >= 0) {
      next = FIRST;
    }
    var wait = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return wait;
  }
}
