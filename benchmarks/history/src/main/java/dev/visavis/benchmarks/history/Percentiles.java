package dev.visavis.benchmarks.history;

import java.util.Arrays;

/// Percentiles of measured times.
///
/// @param nanos ascending
record Percentiles(long[] nanos) {
  Percentiles {
    Arrays.sort(nanos);
  }

  double ms(int percent) {
    int at = Math.min(nanos.length - 1, nanos.length * percent / 100);
    return nanos[at] / 1e6;
  }

  @Override
  public String toString() {
    return "p50 %.2f ms, p99 %.2f ms, worst %.2f ms, of %d"
        .formatted(ms(50), ms(99), nanos[nanos.length - 1] / 1e6, nanos.length);
  }
}
