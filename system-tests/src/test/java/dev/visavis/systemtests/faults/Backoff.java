package dev.visavis.systemtests.faults;

import java.util.concurrent.ThreadLocalRandom;

/// Exponential with jitter, as the web UI waits before it connects again.
final class Backoff {
  private static final long FIRST_MS = 250;
  private static final long MAX_DELAY_MS = 10_000;
  private static final int MAX_DOUBLINGS = 6;

  private int attempt;

  void reset() {
    attempt = 0;
  }

  long nextMs() {
    long step = Math.min(MAX_DELAY_MS, FIRST_MS << Math.min(attempt++, MAX_DOUBLINGS));
    return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
  }
}
