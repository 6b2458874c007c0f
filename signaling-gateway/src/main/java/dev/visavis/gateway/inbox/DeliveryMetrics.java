package dev.visavis.gateway.inbox;

import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Measures the delay from the record that caused a delivery until it is written to a socket; for
/// `ring`, that is from `initiate_call`. The two times may come from the clocks of two machines, so
/// the value is only as accurate as they are.
@Singleton
final class DeliveryMetrics {
  private static final String OTHER = "other";

  private final Map<String, Timer> delays;

  DeliveryMetrics(MeterRegistry meters) {
    delays =
        MessageCatalogue.all(traits -> true).stream()
            .map(type -> kind(MessageCatalogue.traits(type)))
            .distinct()
            .collect(Collectors.toMap(kind -> kind, kind -> delay(kind, meters)));
  }

  private static Timer delay(String kind, MeterRegistry meters) {
    return Timer.builder("visavis.gateway.delivery")
        .description("from the command, or the relayed signal, to the receiver's socket")
        .tag("message", kind)
        .serviceLevelObjectives(HistogramBuckets.machine())
        .register(meters);
  }

  /// @param since when the record was written, in milliseconds since the epoch
  void arrived(SignalingMessage message, long since) {
    Objects.requireNonNull(delays.get(kind(MessageCatalogue.traits(message))))
        .record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - since)));
  }

  private static String kind(MessageTraits traits) {
    return traits.getMetric().isEmpty() ? OTHER : traits.getMetric();
  }
}
