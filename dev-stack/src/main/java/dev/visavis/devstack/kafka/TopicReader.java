package dev.visavis.devstack.kafka;

import dev.visavis.devstack.StackException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads partitions from their first record to the record that is last when the reading starts. It
/// stores no records, so the partitions may be long. Reads only committed records.
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(500);

  /// Kafka is unavailable if there is no progress for this time.
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

  private final Properties cluster;

  /// @param cluster settings of a Kafka client, with at least `bootstrap.servers`
  public TopicReader(Properties cluster) {
    this.cluster = cluster;
  }

  /// @param sink gets each record, the oldest first in each partition
  public void read(
      String topic, Collection<Integer> partitions, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var all = partitions.stream().map(number -> new TopicPartition(topic, number)).toList();
    try (var consumer = consumer()) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      readToEnd(consumer, topic, all, sink);
    } catch (KafkaException e) {
      throw new StackException("cannot read %s: %s".formatted(topic, e.getMessage()));
    }
  }

  /// The number of partitions of the topic.
  public int partitions(String topic) {
    try (var consumer = consumer()) {
      return consumer.partitionsFor(topic).size();
    } catch (KafkaException e) {
      throw new StackException("cannot read %s: %s".formatted(topic, e.getMessage()));
    }
  }

  private static void readToEnd(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      List<TopicPartition> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var ends = consumer.endOffsets(partitions);
    long lastProgress = System.nanoTime();
    while (!reached(consumer, ends)) {
      var records = consumer.poll(POLL);
      records.forEach(sink);
      if (!records.isEmpty()) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > READ_TIMEOUT.toNanos()) {
        throw new StackException(topic + " could not be read to its end");
      }
    }
  }

  private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    cluster.stringPropertyNames().forEach(name -> settings.put(name, cluster.getProperty(name)));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) READ_TIMEOUT.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) READ_TIMEOUT.toMillis() / 2);
    return settings;
  }
}
