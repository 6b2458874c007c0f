package dev.visavis.systemtests.faults;

import java.time.Duration;

/// A fault that has happened, and the time after it until the next one. Times are of
/// `System.nanoTime`.
///
/// @param fault empty for the time before the first one
/// @param calm when everybody had called again
record FaultWindow(String fault, long from, long calm) {
  Duration lasted() {
    return Duration.ofNanos(calm - from);
  }
}
