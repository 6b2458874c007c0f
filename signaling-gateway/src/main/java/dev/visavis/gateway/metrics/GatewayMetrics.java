package dev.visavis.gateway.metrics;

import dev.visavis.gateway.limits.InFlightLimit;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The metrics of the gateway.
@Singleton
public final class GatewayMetrics {
  private final Map<BodyCase, Counter> received;
  private final Map<BodyCase, Counter> sent;
  private final Map<ErrorCode, Counter> refused;
  private final Map<String, Counter> delivered;
  private final Map<String, Counter> relayed;
  private final Map<String, Counter> reported;
  private final Counter slowReaders;
  private final Timer dispatch;

  public GatewayMetrics(MeterRegistry meters, InFlightLimit inFlight) {
    received = byType("visavis.gateway.messages", "read from sockets", meters);
    sent = byType("visavis.gateway.sent", "written to sockets", meters);
    refused =
        counters(
            ErrorCode.values(),
            code -> meters.counter("visavis.gateway.errors", "code", code.name()));
    delivered =
        counters(
            new String[] {"delivered", "repeated", "absent"},
            outcome -> meters.counter("visavis.gateway.deliveries", "outcome", outcome));
    relayed =
        counters(
            new String[] {"here", "direct", "log", "returned", "lost"},
            path -> meters.counter("visavis.gateway.relayed", "path", path));
    reported =
        counters(
            new String[] {"taken", "lost"},
            outcome -> meters.counter("visavis.gateway.reports", "outcome", outcome));
    slowReaders = meters.counter("visavis.gateway.slow.readers");
    dispatch =
        Timer.builder("visavis.gateway.dispatch")
            .description("from the inbox to the socket")
            .serviceLevelObjectives(HistogramBuckets.machine())
            .register(meters);
    meters.gauge("visavis.gateway.in.flight", inFlight, InFlightLimit::now);
  }

  private static Map<BodyCase, Counter> byType(String name, String text, MeterRegistry meters) {
    return counters(
        BodyCase.values(),
        type ->
            Counter.builder(name)
                .description("messages " + text)
                .tag("type", MessageCatalogue.name(type))
                .register(meters));
  }

  /// Creates all counters at the start, so that rates are right from the first event on.
  private static <K> Map<K, Counter> counters(K[] keys, Function<K, Counter> make) {
    return Stream.of(keys).collect(Collectors.toMap(Function.identity(), make));
  }

  public void received(BodyCase type) {
    count(received.get(type));
  }

  public void sent(BodyCase type) {
    count(sent.get(type));
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
  /// @param path `here`, on this gateway; `direct`, to another one; `log`; `returned`, the
  ///     receiver's
  ///     connection had closed; `lost`
  public void relayed(String path) {
    count(relayed.get(path));
  }

  /// Counts a quality report.
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
