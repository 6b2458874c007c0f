package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.devstack.StackException;
import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes dead letters back to their original partitions, each at most once.
///
/// One transaction contains the record and the mark that the letter was replayed. All replays of a
/// cluster share one transactional id: a new replay aborts the open transaction of another one,
/// reads all its marks, and fences it.
public final class DeadLetterReplay implements AutoCloseable {
  private static final String TRANSACTIONAL_ID = "visavis-dead-letters-replay";

  /// Short, because an open transaction hides later records of its partition.
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final DeadLetterReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Instant> replays;

  /// The result for one letter.
  public sealed interface Outcome {
    String id();
  }

  public record ReplayedNow(String id) implements Outcome {}

  /// The letter was replayed before, at `at`.
  public record AlreadyReplayed(String id, Instant at) implements Outcome {}

  /// The letter is of a kind that must not be replayed.
  public record NotReplayable(String id) implements Outcome {}

  /// Replaces any other running replay on the cluster.
  public DeadLetterReplay(Properties cluster) {
    reader = new DeadLetterReader(cluster);
    producer = producer(cluster);
    try {
      producer.initTransactions();
      replays = reader.replays();
    } catch (KafkaException | StackException e) {
      producer.close(Duration.ZERO);
      throw new StackException("nothing was replayed: " + e.getMessage());
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Properties cluster) {
    try {
      return new KafkaProducer<>(
          settings(cluster), new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new StackException("nothing was replayed: " + e.getMessage());
    }
  }

  /// Replays the letters that match `wanted`, the oldest first in each partition.
  ///
  /// @throws StackException at the first letter that could not be written; earlier ones were
  ///     written
  public void run(Predicate<DeadLetter> wanted, Consumer<Outcome> outcomes) {
    Set<String> seen = new HashSet<>();
    reader.forEach(
        letter -> {
          if (wanted.test(letter) && seen.add(letter.id())) {
            outcomes.accept(replay(letter));
          }
        });
  }

  private Outcome replay(DeadLetter letter) {
    var earlier = replays.get(letter.id());
    if (earlier != null) {
      return new AlreadyReplayed(letter.id(), earlier);
    }
    // The latest record of a device is its current state, which an old record would replace.
    if (letter.topic().equals(Topic.DEVICE_EVENTS.topicName())) {
      return new NotReplayable(letter.id());
    }
    try {
      producer.beginTransaction();
      for (var record : List.of(original(letter), mark(letter))) {
        var _ = producer.send(record);
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw new StackException(
          "%s may not have been replayed; run the command again: %s"
              .formatted(letter.id(), e.getMessage()));
    }
    return new ReplayedNow(letter.id());
  }

  /// The original record, without the headers that the dead letter added.
  private static ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
    var headers = new RecordHeaders(letter.headers());
    for (var name :
        List.of(
            DeadLetterHeader.TOPIC,
            DeadLetterHeader.PARTITION,
            DeadLetterHeader.OFFSET,
            DeadLetterHeader.CONSUMER,
            DeadLetterHeader.ERROR,
            DeadLetterHeader.REPLAY_OF)) {
      headers.remove(name);
    }
    headers.add(DeadLetterHeader.REPLAY_OF, letter.id().getBytes(UTF_8));
    return new ProducerRecord<>(
        letter.topic(), letter.originPartition(), letter.key(), letter.value(), headers);
  }

  private static ProducerRecord<byte[], byte[]> mark(DeadLetter letter) {
    var headers = new RecordHeaders();
    headers.add(DeadLetterHeader.REPLAYED, letter.id().getBytes(UTF_8));
    return new ProducerRecord<>(
        Topic.DEAD_LETTERS.topicName(), letter.partition(), letter.key(), null, headers);
  }

  private static Map<String, Object> settings(Properties cluster) {
    Map<String, Object> settings = new HashMap<>();
    cluster.stringPropertyNames().forEach(name -> settings.put(name, cluster.getProperty(name)));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
    return settings;
  }

  @Override
  public void close() {
    producer.close(TIMEOUT);
  }
}
