package dev.visavis.examples.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.visavis.examples.analytics.state.Minute;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.Quality;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.CallQuality;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Serializer<Message> MESSAGES = (topic, message) -> message.toByteArray();

  @TempDir Path directory;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Message> facts;
  private TestInputTopic<String, Message> reports;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver = new TopologyTestDriver(LiveMetrics.topology(), settings);
    facts = topic(Topic.CALL_EVENTS);
    reports = topic(Topic.CALL_QUALITY);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void callsAreCountedInTheMinuteInWhichTheyBeginAndEnd() {
    begin("a", NOON.plusSeconds(1));
    begin("b", NOON.plusSeconds(59));
    answered("a", NOON.plusSeconds(61));
    missed("b", NOON.plusSeconds(90));
    assertEquals(
        "{\"minutes\":[{\"at\":\"2026-11-24T12:00:00Z\",\"started\":2,\"ended\":0,\"failures\":{}},"
            + "{\"at\":\"2026-11-24T12:01:00Z\",\"started\":0,\"ended\":2,\"answerRate\":0.5,"
            + "\"setUpMs\":2000.0,\"ringMs\":16000.0,\"failures\":{\"no_answer\":1}}]}",
        json());
  }

  @Test
  void repeatedEventsCountOnce() {
    begin("a", NOON);
    answered("a", NOON.plusSeconds(5));
    begin("a", NOON);
    answered("a", NOON.plusSeconds(5));
    Minute minute = minutes().firstEntry().getValue();
    assertEquals(1, minute.getStarted());
    assertEquals(1, minute.getEnded());
  }

  @Test
  void qualityIsAveragedOverAllReports() {
    report(990, 10, 40);
    report(1_000, 0, 20);
    assertEquals(
        "{\"minutes\":[{\"at\":\"2026-11-24T12:00:00Z\",\"started\":0,\"ended\":0,\"failures\":{},"
            + "\"loss\":0.005,\"roundTripMs\":30.0}]}",
        json());
  }

  private void begin(String call, Instant at) {
    fact(call, 1, at, CallEvent.newBuilder().setCallInitiated(CallInitiated.getDefaultInstance()));
  }

  private void answered(String call, Instant at) {
    end(
        call,
        at,
        CallEnded.newBuilder()
            .setState(CallState.CALL_STATE_ENDED)
            .setReason(EndReason.END_REASON_ENDED)
            .setRingMs(2_000)
            .setSetUpMs(2_000));
  }

  private void missed(String call, Instant at) {
    end(
        call,
        at,
        CallEnded.newBuilder()
            .setState(CallState.CALL_STATE_MISSED)
            .setReason(EndReason.END_REASON_NO_ANSWER)
            .setRingMs(30_000));
  }

  private void end(String call, Instant at, CallEnded.Builder ended) {
    fact(call, 3, at, CallEvent.newBuilder().setCallEnded(ended));
  }

  private void fact(String call, int version, Instant at, CallEvent.Builder fact) {
    fact.setCallId(call).setVersion(version).setOccurredAt(timestamp(at));
    facts.pipeInput(call, fact.build());
  }

  private void report(int received, int lost, int roundTripMs) {
    LinkQuality link =
        LinkQuality.newBuilder()
            .setPacketsReceived(received)
            .setPacketsLost(lost)
            .setRoundTripMs(roundTripMs)
            .build();
    reports.pipeInput(
        "a",
        CallQuality.newBuilder()
            .setReportedAt(timestamp(NOON))
            .setQuality(Quality.newBuilder().addLinks(link))
            .build());
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
  }

  private TestInputTopic<String, Message> topic(Topic topic) {
    return driver.createInputTopic(topic.topicName(), new StringSerializer(), MESSAGES);
  }

  private String json() {
    return LiveMetricsJson.of(minutes());
  }

  private TreeMap<Instant, Minute> minutes() {
    TreeMap<Instant, Minute> minutes = new TreeMap<>();
    driver
        .<String, Minute>getWindowStore(LiveMetrics.STORE)
        .fetch(LiveMetrics.ALL_CALLS, NOON, NOON.plusSeconds(600))
        .forEachRemaining(each -> minutes.put(Instant.ofEpochMilli(each.key), each.value));
    return minutes;
  }
}
