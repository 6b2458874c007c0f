package dev.visavis.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.EngineMetrics;
import dev.visavis.call.streams.CallTopology;
import dev.visavis.gateway.inbox.DeliveryTraceAccess;
import dev.visavis.gateway.log.CommandTraceAccess;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One trace follows a call: the caller's gateway, the log, call-service, the callee's gateway, and
/// back. The test connects the real code of two gateways and call-service with a log in memory.
class TraceOfACallTest {
  private static final String CALL = "4f9c1a52-0000-5000-8000-000000000001";
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final InMemorySpanExporter collector = InMemorySpanExporter.create();
  private final TracedProcess callers = new TracedProcess("gateway-0", collector);
  private final TracedProcess callees = new TracedProcess("gateway-1", collector);
  private final TracedProcess callService = new TracedProcess("call-service", collector);
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          CallTopology.build(
              new CallDecider(CallRules.STANDARD),
              EngineLimits.STANDARD,
              Duration.ofMillis(50),
              new EngineMetrics(new SimpleMeterRegistry()),
              callService.tracer()),
          settings(),
          START);
  private final TestInputTopic<String, byte[]> commands =
      driver.createInputTopic(
          Topic.CALL_COMMANDS.topicName(), new StringSerializer(), new ByteArraySerializer());
  private final TestOutputTopic<String, byte[]> inbox =
      driver.createOutputTopic(
          Topic.GATEWAY_INBOX.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
  private final ScriptedCall spoken = new ScriptedCall(CALL, START);

  private static Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of("application.id", "traced", "ensure.explicit.internal.resource.naming", "true"));
    return settings;
  }

  @AfterEach
  void close() {
    driver.close();
    List.of(callers, callees, callService).forEach(TracedProcess::close);
  }

  @Test
  void oneTraceLeadsFromTheCallersGatewayToTheCalleesAndBack() throws Exception {
    write(callers, spoken.aliceDials());
    deliverAll();
    write(callees, spoken.bobAnswers());
    deliverAll();

    List<SpanData> spans = collector.getFinishedSpanItems();
    assertTrue(
        spans.stream().allMatch(span -> span.getTraceId().equals(CALL.replace("-", ""))),
        spans::toString);
    SpanData ring = one("gateway-1", "deliver ring");
    SpanData placing = parent("call-service", ring);
    assertEquals("command place_call", parent("gateway-0", placing).getName());
    SpanData answered = one("gateway-0", "deliver call_answered");
    SpanData answering = parent("call-service", answered);
    assertEquals("command answer_call", parent("gateway-1", answering).getName());
  }

  @Test
  void aTimerCommandIsInTheTraceOfItsCall() throws Exception {
    write(callers, spoken.aliceDials());
    deliverAll();
    driver.advanceWallClockTime(Duration.ofSeconds(31));
    deliverAll();
    SpanData missed = one("gateway-1", "deliver call_ended");
    assertEquals(CALL.replace("-", ""), parent("call-service", missed).getTraceId());
  }

  private void write(TracedProcess gateway, CallCommand command) {
    var entry = new ProducerRecord<>(Topic.CALL_COMMANDS.topicName(), CALL, command.toByteArray());
    CommandTraceAccess.begin(gateway.tracer(), command, entry.headers()).end();
    commands.pipeInput(new TestRecord<>(entry.key(), entry.value(), entry.headers(), START));
  }

  private void deliverAll() throws Exception {
    for (TestRecord<String, byte[]> record : inbox.readRecordsToList()) {
      for (Delivery delivery : DeliveryBatches.unbatch(Delivery.parseFrom(record.value()))) {
        TracedProcess gateway = delivery.getTo().getGateway() == 0 ? callers : callees;
        DeliveryTraceAccess.begin(gateway.tracer(), delivery.getMessage(), record.headers()).end();
      }
    }
  }

  private SpanData one(String process, String name) {
    List<SpanData> found =
        collector.getFinishedSpanItems().stream()
            .filter(span -> span.getName().equals(name))
            .filter(span -> TracedProcess.nameOf(span).equals(process))
            .toList();
    assertEquals(1, found.size(), name + " at " + process);
    return found.getFirst();
  }

  private SpanData parent(String process, SpanData of) {
    SpanData parent =
        collector.getFinishedSpanItems().stream()
            .filter(span -> span.getSpanId().equals(of.getParentSpanId()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no parent of " + of));
    assertEquals(process, TracedProcess.nameOf(parent));
    return parent;
  }
}
