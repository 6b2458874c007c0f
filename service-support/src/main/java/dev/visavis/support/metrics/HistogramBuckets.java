package dev.visavis.support.metrics;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The bucket limits of all services' histograms, the same everywhere so that they can be added.
/// There are few, because each one is a time series for every combination of labels.
public final class HistogramBuckets {
  private HistogramBuckets() {}

  /// Times for which a program waits: 5 ms to 10 s.
  public static Duration[] machine() {
    return IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
        .mapToObj(Duration::ofMillis)
        .toArray(Duration[]::new);
  }

  /// Times for which a person waits: 1 s to 1 min.
  public static Duration[] person() {
    return IntStream.of(1, 2, 5, 10, 15, 20, 30, 45, 60)
        .mapToObj(Duration::ofSeconds)
        .toArray(Duration[]::new);
  }

  /// Durations of calls: 10 s to 4 h.
  public static Duration[] talk() {
    return Stream.of("PT10S", "PT30S", "PT1M", "PT3M", "PT10M", "PT30M", "PT1H", "PT2H", "PT4H")
        .map(Duration::parse)
        .toArray(Duration[]::new);
  }
}
