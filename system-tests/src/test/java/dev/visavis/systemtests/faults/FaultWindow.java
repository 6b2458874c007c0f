package dev.visavis.systemtests.faults;

import java.time.Duration;

/// A fault and the time until calls worked again. Times are of `System.nanoTime`.
///
/// @param fault `none` for the time before the first fault
/// @param from when the fault was injected
/// @param calm when every pair had made a new call
record FaultWindow(String fault, long from, long calm) {
  Duration lasted() {
    return Duration.ofNanos(calm - from);
  }
}
