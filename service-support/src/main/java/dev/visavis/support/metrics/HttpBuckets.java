package dev.visavis.support.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/// Adds buckets to the timer of HTTP requests, for which Quarkus has none.
final class HttpBuckets {
  private static final String REQUESTS = "http.server.requests";

  @Produces
  @Singleton
  MeterFilter requests() {
    DistributionStatisticConfig cut =
        DistributionStatisticConfig.builder()
            .serviceLevelObjectives(
                Stream.of(HistogramBuckets.machine()).mapToDouble(Duration::toNanos).toArray())
            .build();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(REQUESTS) ? cut.merge(config) : config;
      }
    };
  }
}
