package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.StackException;
import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.TopicCreator;
import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uses a real broker. Each test has its own origin partition, and so its own dead letters.
class DeadLetterReplayTest {
  private static final byte[] VALUE = {1, 2, 3};

  @TempDir private static Path dir;
  private static EmbeddedKafka kafka;
  private static Properties cluster;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
    cluster = new Properties();
    cluster.setProperty("bootstrap.servers", kafka.bootstrapServers());
  }

  @AfterAll
  static void stopKafka() {
    kafka.process().kill();
  }

  @Test
  void aReplayWritesTheRecordUnchangedToItsPartition() throws Exception {
    bury(letter(0, 7));
    var outcomes = replay("call-service/call.commands/0/7");
    assertInstanceOf(DeadLetterReplay.ReplayedNow.class, outcomes.getFirst());
    var record = origin(0).getFirst();
    assertEquals("key", new String(record.key(), UTF_8));
    assertArrayEquals(VALUE, record.value());
    assertEquals(
        "call-service/call.commands/0/7",
        DeadLetter.text(record.headers(), DeadLetterHeader.REPLAY_OF));
    assertEquals("00-trace", DeadLetter.text(record.headers(), "traceparent"));
    assertNull(DeadLetter.text(record.headers(), DeadLetterHeader.ERROR));
  }

  @Test
  void aSecondReplayWritesNothingAndIsReported() throws Exception {
    bury(letter(1, 7));
    replay("call-service/call.commands/1/7");
    var again = replay("call-service/call.commands/1/7");
    assertInstanceOf(DeadLetterReplay.AlreadyReplayed.class, again.getFirst());
    assertEquals(1, origin(1).size());
  }

  @Test
  void aLetterThatAServiceWroteTwiceIsReplayedOnce() throws Exception {
    bury(letter(2, 7), letter(2, 7));
    assertEquals(1, replay("call-service/call.commands/2/7").size());
    assertEquals(1, origin(2).size());
  }

  @Test
  void aSecondConcurrentReplayFencesTheFirst() throws Exception {
    bury(letter(3, 7), letter(3, 8));
    try (var earlier = new DeadLetterReplay(cluster);
        var later = new DeadLetterReplay(cluster)) {
      later.run(letter -> letter.originPartition() == 3, outcome -> {});
      assertThrows(
          StackException.class,
          () -> earlier.run(letter -> letter.originPartition() == 3, outcome -> {}));
    }
    assertEquals(2, origin(3).size());
  }

  @Test
  void aReplayedRecordThatFailsAgainIsANewLetterThatNamesTheFirst() throws Exception {
    bury(letter(4, 7));
    replay("call-service/call.commands/4/7");
    var second = letter(4, 8);
    second
        .headers()
        .add(DeadLetterHeader.REPLAY_OF, "call-service/call.commands/4/7".getBytes(UTF_8));
    bury(second);
    var found = new ArrayList<DeadLetter>();
    new DeadLetterReader(cluster)
        .forEach(
            letter -> {
              if (letter.id().equals("call-service/call.commands/4/8")) {
                found.add(letter);
              }
            });
    assertEquals("call-service/call.commands/4/7", found.getFirst().replayOf());
    assertInstanceOf(
        DeadLetterReplay.ReplayedNow.class, replay("call-service/call.commands/4/8").getFirst());
  }

  @Test
  void deviceEventsAreNotReplayed() throws Exception {
    bury(TestDeadLetters.of("presence-service", Topic.DEVICE_EVENTS, 0, 7, "bob:phone", VALUE));
    var outcome = replay("presence-service/device.events/0/7").getFirst();
    assertInstanceOf(DeadLetterReplay.NotReplayable.class, outcome);
  }

  private static ProducerRecord<byte[], byte[]> letter(int partition, long offset) {
    return TestDeadLetters.of("call-service", Topic.CALL_COMMANDS, partition, offset, "key", VALUE);
  }

  @SafeVarargs
  private static void bury(ProducerRecord<byte[], byte[]>... letters) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var letter : letters) {
        producer.send(letter).get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static List<DeadLetterReplay.Outcome> replay(String id) {
    List<DeadLetterReplay.Outcome> outcomes = new ArrayList<>();
    try (var replay = new DeadLetterReplay(cluster)) {
      replay.run(letter -> letter.id().equals(id), outcomes::add);
    }
    return outcomes;
  }

  /// The records that a consumer of the origin sees with read_committed.
  private static List<ConsumerRecord<byte[], byte[]>> origin(int partition) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var at = new TopicPartition(Topic.CALL_COMMANDS.topicName(), partition);
      consumer.assign(List.of(at));
      consumer.seekToBeginning(List.of(at));
      long end = consumer.endOffsets(List.of(at)).getOrDefault(at, 0L);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (consumer.position(at) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        assertTrue(System.nanoTime() < deadline, "the origin cannot be read");
      }
    }
    return records;
  }
}
