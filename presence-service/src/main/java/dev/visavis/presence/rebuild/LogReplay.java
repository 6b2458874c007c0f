package dev.visavis.presence.rebuild;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.ConsumerFactory;
import dev.visavis.presence.log.Decoder;
import dev.visavis.proto.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads a topic from its first record to the one that is last when reading starts.
@ApplicationScoped
class LogReplay {
  private static final Logger LOG = Logger.getLogger(LogReplay.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final ConsumerFactory consumers;

  LogReplay(ConsumerFactory consumers) {
    this.consumers = consumers;
  }

  /// Receives the records, in the order of each partition.
  interface Sink<T> {
    void accept(List<ConsumedRecord<T>> records);
  }

  <T> void read(Topic topic, Decoder<T> decoder, Sink<T> sink) {
    try (Consumer<byte[], byte[]> consumer = consumers.withoutGroup()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("stopped while " + topic + " was read");
        }
        sink.accept(decode(consumer.poll(POLL), decoder));
      }
    }
  }

  /// Leaves out unreadable records; the consumer of the topic has written them to the dead letters.
  private static <T> List<ConsumedRecord<T>> decode(
      ConsumerRecords<byte[], byte[]> records, Decoder<T> decoder) {
    List<ConsumedRecord<T>> decoded = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value();
      if (value == null) {
        continue;
      }
      try {
        decoded.add(new ConsumedRecord<>(record.offset(), decoder.decode(value)));
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        LOG.warnf("%s: skipping an unreadable record: %s", record.topic(), e);
      }
    }
    return decoded;
  }
}
