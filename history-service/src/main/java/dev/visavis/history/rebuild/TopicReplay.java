package dev.visavis.history.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.history.projection.RebuildProjections;
import dev.visavis.proto.Topic;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads one topic from its start into the new schema. It joins no consumer group and commits no
/// offset, so it does not disturb the running service.
final class TopicReplay implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_RECORDS_AHEAD = 100_000;

  private final Topic topic;
  private final Function<ConsumerRecords<byte[], byte[]>, Uni<Void>> project;
  private final Duration stallTimeout;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private long records;

  /// @param group of the running service, whose committed offsets are read
  TopicReplay(
      Topic topic,
      RebuildProjections replay,
      String schema,
      String group,
      Map<String, Object> kafka,
      RebuildConfig config) {
    this.topic = topic;
    this.project = replay.of(topic, schema);
    this.stallTimeout = config.stallTimeout();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic.topicName(), stallTimeout).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// Reads to the present end of the log.
  ///
  /// @param progress called after each batch with the total number of records read
  /// @return the number of records read by this call
  long catchUp(LongConsumer progress) {
    long before = records;
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, stallTimeout);
    long lastRead = System.nanoTime();
    while (!hasReached(ends)) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      if (!batch.isEmpty()) {
        project.apply(batch).await().atMost(stallTimeout);
        records += batch.count();
        lastRead = System.nanoTime();
        progress.accept(records);
      } else if (System.nanoTime() - lastRead > stallTimeout.toNanos()) {
        throw new RebuildFailedException(topic.topicName() + " cannot be read to its end");
      }
    }
    return records - before;
  }

  /// Returns the calls with events that the running service may not have projected yet. This replay
  /// has read all of these events.
  Set<UUID> aheadOfService() {
    Map<TopicPartition, Long> read = new HashMap<>();
    partitions.forEach(it -> read.put(it, consumer.position(it, stallTimeout)));
    consumer.seekToBeginning(partitions);
    consumer.committed(Set.copyOf(partitions), stallTimeout).forEach(this::seek);
    Set<UUID> calls = new HashSet<>();
    long deadline = System.nanoTime() + stallTimeout.toNanos();
    while (!hasReached(read)) {
      if (System.nanoTime() > deadline || calls.size() > MAX_RECORDS_AHEAD) {
        throw new RebuildFailedException(
            "history-service lags far behind the log; wait until it has caught up");
      }
      consumer.poll(POLL).forEach(record -> callOf(record).ifPresent(calls::add));
    }
    return calls;
  }

  private void seek(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    if (committed != null) {
      consumer.seek(partition, committed);
    }
  }

  private static Optional<UUID> callOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(record.key()).map(key -> UUID.fromString(new String(key, UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the projection ignores such a record too
    }
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .allMatch(it -> consumer.position(it, stallTimeout) >= ends.getOrDefault(it, 0L));
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(stallTimeout));
  }
}
