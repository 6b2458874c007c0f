package dev.visavis.systemtests.faults;

import java.util.concurrent.ThreadLocalRandom;

/// Exponential with jitter, as the web UI waits before it connects again.
final class Backoff {
  private static final long FIRST_MS = 250;
  private static final long LONGEST_MS = 10_000;
  private static final int MOST_DOUBLINGS = 6;

  private int attempt;

  void reset() {
    attempt = 0;
  }

  long nextMs() {
    long step = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt++, MOST_DOUBLINGS));
    return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
  }
}
