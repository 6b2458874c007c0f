package dev.visavis.gateway.operation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Runs a gateway with tracing enabled and collects its spans in memory.
@QuarkusTest
@TestProfile(TraceTest.Traced.class)
class TraceTest extends GatewayTest {
  public static final class Traced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false");
    }
  }

  /// Replaces the exporter that sends spans to a collector.
  @ApplicationScoped
  static class Spans {
    @Produces
    @Singleton
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }

    @Produces
    @Singleton
    SpanProcessor processor(InMemorySpanExporter exporter) {
      return SimpleSpanProcessor.create(exporter);
    }
  }

  @Inject InMemorySpanExporter spans;

  private final Person alice = Person.named("Alice");
  private final Person bob = Person.named("Bob");

  @Test
  void oneTraceLeadsFromTheCallToTheRing() {
    services.known(bob);
    try (Client caller = Client.registered(alice, "phone");
        Client phone = Client.registered(bob, "phone")) {
      caller.send(
          "{'type':'initiate_call','idempotencyKey':'traced','payload':{'callType':'video',"
              + "'calleeId':'"
              + bob.id()
              + "'}}");
      String trace = phone.next(BodyCase.RING).getCallId().replace("-", "");
      SpanData command = span(trace, "command place_call");
      SpanData ring = span(trace, "deliver ring");
      assertEquals(command.getSpanId(), ring.getParentSpanId());
    }
  }

  private SpanData span(String trace, String name) {
    return await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> find(spans.getFinishedSpanItems(), trace, name), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<SpanData> find(List<SpanData> all, String trace, String name) {
    return all.stream()
        .filter(span -> span.getTraceId().equals(trace) && span.getName().equals(name))
        .findFirst();
  }
}
