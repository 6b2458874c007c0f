package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/// Builds dead letters as the services write them.
final class TestDeadLetters {
  private TestDeadLetters() {}

  static ProducerRecord<byte[], byte[]> of(
      String consumer, Topic origin, int partition, long offset, String key, byte[] value) {
    var letter = new ProducerRecord<>(Topic.DEAD_LETTERS.topicName(), key.getBytes(UTF_8), value);
    Map.of(
            DeadLetterHeader.TOPIC,
            origin.topicName(),
            DeadLetterHeader.PARTITION,
            Integer.toString(partition),
            DeadLetterHeader.OFFSET,
            Long.toString(offset),
            DeadLetterHeader.CONSUMER,
            consumer,
            DeadLetterHeader.ERROR,
            "BrokenInvariant: two winners",
            "traceparent",
            "00-trace")
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
    return letter;
  }

  /// The same record as a consumer reads it.
  static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> letter) {
    return new ConsumerRecord<>(
        letter.topic(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        letter.key(),
        letter.value(),
        letter.headers(),
        Optional.empty());
  }
}
