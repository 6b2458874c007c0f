package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.EngineMetrics;
import dev.visavis.call.engine.Log;
import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.trace.CallTracer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTopologyTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          CallTopology.build(
              new CallDecider(CallRules.STANDARD),
              EngineLimits.STANDARD,
              Duration.ofMillis(50),
              new EngineMetrics(meters),
              CallTracer.OFF),
          settings(),
          Log.START);
  private final TestInputTopic<String, byte[]> commands =
      driver.createInputTopic(
          Topic.CALL_COMMANDS.topicName(), new StringSerializer(), new ByteArraySerializer());
  private final TestOutputTopic<String, byte[]> events = output(Topic.CALL_EVENTS);
  private final TestOutputTopic<String, byte[]> inbox = output(Topic.GATEWAY_INBOX);
  private final TestOutputTopic<String, byte[]> deadLetters = output(Topic.DEAD_LETTERS);
  private final Log log = new Log();

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsSettings.APPLICATION_ID);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return settings;
  }

  private TestOutputTopic<String, byte[]> output(Topic topic) {
    return driver.createOutputTopic(
        topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void send(CallCommand command) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
    commands.pipeInput(
        new TestRecord<>(command.getCallId(), command.toByteArray(), headers, log.now()));
  }

  private List<Delivery> deliveries() throws InvalidProtocolBufferException {
    List<Delivery> read = new ArrayList<>();
    for (byte[] value : inbox.readValuesToList()) {
      read.addAll(DeliveryBatches.unbatch(Delivery.parseFrom(value)));
    }
    return read;
  }

  private List<CallEvent> facts() throws InvalidProtocolBufferException {
    List<CallEvent> read = new ArrayList<>();
    for (byte[] value : events.readValuesToList()) {
      read.add(CallEvent.parseFrom(value));
    }
    return read;
  }

  @Test
  void aNewCallRingsEveryDeviceOfTheCallee() throws Exception {
    send(log.places("a1", "b2", "b3"));
    List<Delivery> told = deliveries();
    assertEquals(
        List.of("b2", "b3"),
        told.stream()
            .filter(delivery -> delivery.getMessage().hasRing())
            .map(delivery -> delivery.getTo().getDeviceId())
            .toList());
    assertEquals(2, told.getFirst().getMessage().getCallInitiated().getRingingDevices());
    assertEquals("key", told.getFirst().getMessage().getIdempotencyKey());
    CallEvent initiated = facts().getFirst();
    assertEquals(Log.CALL + ":1:0", initiated.getEventId());
    assertTrue(initiated.hasCallInitiated());
  }

  @Test
  void aTimerCommandEndsACallThatNobodyAnswers() throws Exception {
    send(log.places("a1", "b2"));
    facts();
    deliveries();
    driver.advanceWallClockTime(Duration.ofSeconds(31));
    List<Delivery> told = deliveries();
    assertEquals(EndReason.END_REASON_NO_ANSWER, reasonFor("a1", told));
    assertEquals(EndReason.END_REASON_MISSED, reasonFor("b2", told));
    assertEquals(2, facts().size());
    assertEquals(0, openCalls());
    driver.advanceWallClockTime(Duration.ofSeconds(31));
    assertTrue(facts().isEmpty());
  }

  private static EndReason reasonFor(String device, List<Delivery> told) {
    return told.stream()
        .filter(delivery -> delivery.getTo().getDeviceId().equals(device))
        .filter(delivery -> delivery.getMessage().hasCallEnded())
        .findFirst()
        .orElseThrow()
        .getMessage()
        .getCallEnded()
        .getReason();
  }

  private int openCalls() {
    return (int) meters.get("visavis.calls.live").gauge().value();
  }

  @Test
  void theTraceContinuesInTheOutputs() {
    send(log.places("a1", "b2"));
    assertEquals(1, openCalls());
    assertNotNull(inbox.readRecord().headers().lastHeader("traceparent"));
    assertNotNull(events.readRecord().headers().lastHeader("traceparent"));
  }

  @Test
  void aReplyCarriesTheRequestOfItsCommand() throws Exception {
    send(log.places("a1", "b2"));
    deliveries();
    CallCommand sync = log.syncs("a1");
    send(sync);
    assertEquals(sync.getRequestId(), deliveries().getFirst().getMessage().getRequestId());
  }

  @Test
  void anInvalidCommandEndsItsCallAndAffectsNoOther() throws Exception {
    send(log.places("a1", "b2"));
    deliveries();
    commands.pipeInput(Log.CALL, new byte[] {1, 2, 3});
    TestRecord<String, byte[]> letter = deadLetters.readRecord();
    assertEquals(Log.CALL, letter.key());
    assertNotNull(letter.headers().lastHeader(DeadLetterHeader.ERROR));
    assertEquals(EndReason.END_REASON_FAILED, reasonFor("a1", deliveries()));
    String other = "4f9c1a52-0000-5000-8000-000000000002";
    CallCommand next = log.places("a1", "b2").toBuilder().setCallId(other).build();
    send(next);
    assertTrue(deliveries().stream().anyMatch(delivery -> delivery.getMessage().hasRing()));
  }

  @Test
  void aRecordWithoutKeyOrValueBecomesADeadLetter() {
    commands.pipeInput((String) null, new byte[0]);
    commands.pipeInput(Log.CALL, (byte[]) null);
    assertEquals(2, deadLetters.readRecordsToList().size());
    assertTrue(events.isEmpty());
  }
}
