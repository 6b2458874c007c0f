package dev.visavis.gateway.operation;

import dev.visavis.gateway.limits.InFlight;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the gateway counts.
@Singleton
public final class GatewayMetrics {
  private final Map<BodyCase, Counter> received;
  private final Map<ErrorCode, Counter> refused;
  private final Map<String, Counter> delivered;
  private final Map<String, Counter> relayed;
  private final Map<String, Counter> reported;
  private final Counter slowReaders;
  private final Timer dispatch;

  GatewayMetrics(MeterRegistry meters, InFlight inFlight) {
    received =
        Stream.of(BodyCase.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    type ->
                        meters.counter(
                            "visavis.gateway.messages",
                            "type",
                            type.name().toLowerCase(Locale.ROOT))));
    refused =
        Stream.of(ErrorCode.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    code -> meters.counter("visavis.gateway.errors", "code", code.name())));
    delivered =
        Stream.of("delivered", "repeated", "absent")
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome -> meters.counter("visavis.gateway.deliveries", "outcome", outcome)));
    relayed =
        Stream.of("here", "direct", "log", "returned", "lost")
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    path -> meters.counter("visavis.gateway.relayed", "path", path)));
    reported =
        Stream.of("taken", "lost")
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome -> meters.counter("visavis.gateway.reports", "outcome", outcome)));
    slowReaders = meters.counter("visavis.gateway.slow.readers");
    dispatch =
        Timer.builder("visavis.gateway.dispatch")
            .description("from the inbox to the socket")
            .publishPercentileHistogram()
            .register(meters);
    meters.gauge("visavis.gateway.in.flight", inFlight, InFlight::now);
  }

  public void received(BodyCase type) {
    count(received.get(type));
  }

  public void refused(ErrorCode code) {
    count(refused.get(code));
  }

  /// Counts a delivery.
  ///
  /// @param outcome `delivered`, `repeated` or `absent`
  public void delivered(String outcome) {
    count(delivered.get(outcome));
  }

  /// Counts a message from device to device.
  ///
  /// @param path `here`, on this gateway; `direct`, to another one; `log`; `returned`, its receiver
  ///     was gone; `lost`
  public void relayed(String path) {
    count(relayed.get(path));
  }

  /// Counts a report of quality.
  ///
  /// @param outcome `taken` or `lost`
  public void reported(String outcome) {
    count(reported.get(outcome));
  }

  public void slowReader() {
    slowReaders.increment();
  }

  public void dispatched(long nanos) {
    dispatch.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
