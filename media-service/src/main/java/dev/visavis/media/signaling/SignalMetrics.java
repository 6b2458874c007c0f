package dev.visavis.media.signaling;

import dev.visavis.media.room.StreamKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Counts what devices and rooms say to each other. All counters exist from the start, so that a
/// query finds each of them.
@Singleton
final class SignalMetrics {
  private final MeterRegistry meters;

  SignalMetrics(MeterRegistry meters) {
    this.meters = meters;
    negotiations(StreamKind.PUBLISH, "answered");
    negotiations(StreamKind.SUBSCRIBE, "offered");
    for (String reason : new String[] {"stale", "invalid", "unavailable"}) {
      refusals(reason);
    }
  }

  /// @param outcome `answered`, or `offered` by the media server
  void negotiated(StreamKind stream, String outcome) {
    negotiations(stream, outcome).increment();
  }

  private Counter negotiations(StreamKind stream, String outcome) {
    return Counter.builder("visavis.media.negotiations")
        .description("answers to offers of devices, and offers to devices")
        .tag("stream", stream.name().toLowerCase(Locale.ROOT))
        .tag("outcome", outcome)
        .register(meters);
  }

  /// @param reason `stale`: of another room; `invalid`: not understood; `unavailable`: the media
  ///     server refused it
  void refused(String reason) {
    refusals(reason).increment();
  }

  private Counter refusals(String reason) {
    return Counter.builder("visavis.media.messages.refused")
        .description("messages of devices that were not for a room, or that it refused")
        .tag("reason", reason)
        .register(meters);
  }
}
