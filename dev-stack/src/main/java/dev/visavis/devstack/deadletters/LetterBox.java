package dev.visavis.devstack.deadletters;

import dev.visavis.devstack.StackException;
import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads `visavis.dead-letters` from its first record to the one that is the last when the reading
/// starts; nothing of it is kept here, so it may be long.
public final class LetterBox {
  private static final Duration POLL = Duration.ofMillis(500);

  /// Without any progress for so long, Kafka is away.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Properties cluster;

  /// @param cluster settings of a Kafka client; `bootstrap.servers` at least
  public LetterBox(Properties cluster) {
    this.cluster = cluster;
  }

  /// Gives each letter to `sink`, oldest first in each partition; one that was written twice comes
  /// twice.
  public void forEach(Consumer<DeadLetter> sink) {
    read(record -> DeadLetter.of(record).ifPresent(sink));
  }

  /// When letters were replayed, by their id.
  public Map<String, Instant> replays() {
    Map<String, Instant> replays = new HashMap<>();
    read(
        record -> {
          var id = DeadLetter.text(record.headers(), DeadLetterHeader.REPLAYED);
          if (id != null) {
            replays.put(id, Instant.ofEpochMilli(record.timestamp()));
          }
        });
    return replays;
  }

  private void read(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var topic = Topic.DEAD_LETTERS;
    var partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(number -> new TopicPartition(topic.topicName(), number))
            .toList();
    try (var consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      long lastProgress = System.nanoTime();
      while (!reached(consumer, ends)) {
        var records = consumer.poll(POLL);
        records.forEach(sink);
        if (!records.isEmpty()) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          throw new StackException("the dead letters could not be read to their end");
        }
      }
    } catch (KafkaException e) {
      throw new StackException("the dead letters cannot be read: " + e.getMessage());
    }
  }

  private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /// Committed records only: a replay that was broken off has not happened.
  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    cluster.stringPropertyNames().forEach(name -> settings.put(name, cluster.getProperty(name)));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    return settings;
  }
}
