package dev.visavis.devstack.deadletters;

import dev.visavis.devstack.kafka.TopicReader;
import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads all of `visavis.dead-letters`.
public final class DeadLetterReader {
  private final TopicReader reader;

  /// @param cluster settings of a Kafka client, with at least `bootstrap.servers`
  public DeadLetterReader(Properties cluster) {
    this.reader = new TopicReader(cluster);
  }

  /// Passes each letter to `sink`, the oldest first in each partition. A letter that was written
  /// twice is passed twice.
  public void forEach(Consumer<DeadLetter> sink) {
    read(record -> DeadLetter.of(record).ifPresent(sink));
  }

  /// The times of earlier replays, by the id of the letter.
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
    reader.read(
        Topic.DEAD_LETTERS.topicName(),
        IntStream.range(0, Topic.DEAD_LETTERS.partitions()).boxed().toList(),
        sink);
  }
}
