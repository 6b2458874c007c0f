package dev.visavis.history.projection;

import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.DeadLetterHeader;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Faults that must not stop the history: invalid records, and an unavailable database.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class FaultsTest extends HistoryServiceTest {
  private static final TopicPartition PARTITION = new TopicPartition("visavis.call.events", 0);

  @Inject CallProjector projector;
  @Inject Pool pool;

  @Test
  void anInvalidRecordBecomesADeadLetterAndThePartitionContinues() {
    EventSequence story = EventSequence.call(alice, bob);
    byte[] noise = "no event".getBytes(UTF_8);
    EventSequence other = EventSequence.call(alice, bob);
    log.publishNoise(story.callId, noise);
    log.publishNoise(other.callId, noise);
    log.publish(story);

    eventually().until(() -> count(alice) == 1);
    eventually().until(() -> deadLetter(other.callId).isPresent());
    ConsumerRecord<byte[], byte[]> letter = deadLetter(story.callId).orElseThrow();
    assertArrayEquals(noise, letter.value());
    assertEquals("visavis.call.events", header(letter, DeadLetterHeader.TOPIC));
    assertEquals("history-service", header(letter, DeadLetterHeader.CONSUMER));
    assertTrue(header(letter, DeadLetterHeader.ERROR).contains("CallEvent"));
  }

  @Test
  void everyInvalidRecordOfABatchBecomesADeadLetter() {
    List<UUID> keys = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (UUID key : keys) {
      records.add(
          new ConsumerRecord<>(
              PARTITION.topic(),
              0,
              records.size(),
              key.toString().getBytes(UTF_8),
              new byte[] {1}));
    }
    projector
        .project(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()))
        .await()
        .atMost(Duration.ofSeconds(60));

    keys.forEach(key -> assertTrue(deadLetter(key).isPresent()));
  }

  @Test
  void dataThatTheDatabaseRefusesDoesNotBlockOtherCalls() {
    EventSequence refused =
        EventSequence.call(new Person(UUID.randomUUID(), "a name\0with a NUL"), bob);
    EventSequence fine = EventSequence.call(alice, bob);
    log.publish(refused);
    log.publish(fine);

    eventually().until(() -> count(alice) == 1);
    eventually().until(() -> deadLetter(refused.callId).isPresent());
    call(bob, refused).then().statusCode(404);
  }

  @Test
  void theProjectionWaitsForAnUnavailableDatabase() {
    execute("alter table calls rename to calls_away");
    EventSequence story =
        EventSequence.call(alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
    try {
      log.publish(story);
      assertTrue(deadLetter(story.callId).isEmpty());
    } finally {
      execute("alter table calls_away rename to calls");
    }
    eventually().until(() -> count(bob) == 1);
    assertTrue(deadLetter(story.callId).isEmpty());
  }

  private void execute(String statement) {
    pool.query(statement).executeAndAwait();
  }

  private Optional<ConsumerRecord<byte[], byte[]>> deadLetter(UUID callId) {
    List<ConsumerRecord<byte[], byte[]>> letters = log.deadLetters();
    return letters.stream()
        .filter(it -> it.key() != null && new String(it.key(), UTF_8).equals(callId.toString()))
        .findFirst();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
