package dev.visavis.support.metrics;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the histograms of all services are cut, so that they can be added up. Few, since each one
/// is a series of its own for every combination of labels.
public final class HistogramBuckets {
  private HistogramBuckets() {}

  /// What a program waits for: 5 ms to 10 s.
  public static Duration[] machine() {
    return IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
        .mapToObj(Duration::ofMillis)
        .toArray(Duration[]::new);
  }

  /// What a person waits for: 1 s to 1 min.
  public static Duration[] person() {
    return IntStream.of(1, 2, 5, 10, 15, 20, 30, 45, 60)
        .mapToObj(Duration::ofSeconds)
        .toArray(Duration[]::new);
  }

  /// How long people talk: 10 s to 4 h.
  public static Duration[] talk() {
    return Stream.of("PT10S", "PT30S", "PT1M", "PT3M", "PT10M", "PT30M", "PT1H", "PT2H", "PT4H")
        .map(Duration::parse)
        .toArray(Duration[]::new);
  }
}
