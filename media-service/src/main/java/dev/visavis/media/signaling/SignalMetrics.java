package dev.visavis.media.signaling;

import dev.visavis.media.room.StreamKind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Counts what devices and rooms say to each other.
@Singleton
final class SignalMetrics {
  private final MeterRegistry meters;

  SignalMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /// @param outcome `answered`, or `offered` by the media server
  void negotiated(StreamKind stream, String outcome) {
    meters
        .counter(
            "visavis.media.negotiations",
            "stream",
            stream.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }

  /// @param reason `stale`: of another room; `invalid`: not understood; `unavailable`: the media
  ///     server refused it
  void refused(String reason) {
    meters.counter("visavis.media.messages.refused", "reason", reason).increment();
  }
}
