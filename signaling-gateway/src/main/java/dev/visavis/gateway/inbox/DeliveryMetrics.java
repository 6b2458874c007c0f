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

/// The delay from the record that led to a delivery until it is written to a socket. `ring` is from
/// `initiate_call` until a device gets `ring`. Two machines' clocks are compared, so the value is
/// as accurate as they are.
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
        .description("from the command, or what a device relays, to the socket it is for")
        .tag("message", kind)
        .serviceLevelObjectives(HistogramBuckets.machine())
        .register(meters);
  }

  /// @param since milliseconds of the epoch
  void arrived(SignalingMessage message, long since) {
    Objects.requireNonNull(delays.get(kind(MessageCatalogue.traits(message))))
        .record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - since)));
  }

  private static String kind(MessageTraits traits) {
    return traits.getMetric().isEmpty() ? OTHER : traits.getMetric();
  }
}
