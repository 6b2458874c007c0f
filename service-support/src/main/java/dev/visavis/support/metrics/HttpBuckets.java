package dev.visavis.support.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/// Cuts the time of HTTP requests into buckets, which Quarkus by itself does not.
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
