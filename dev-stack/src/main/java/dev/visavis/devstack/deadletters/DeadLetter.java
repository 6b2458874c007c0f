package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.DeadLetterHeader;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record of `visavis.dead-letters`, which a service could not process.
///
/// @param id identifies the original record and the service; a service that writes a letter twice
///     gives it the same id
/// @param partition of the dead letter itself
/// @param deadLetteredAt when the dead letter was written
/// @param replayOf the id of the letter whose replay failed again; null for most
/// @param headers all headers
public record DeadLetter(
    String id,
    int partition,
    Instant deadLetteredAt,
    String topic,
    int originPartition,
    long originOffset,
    String consumer,
    String error,
    @Nullable String replayOf,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {
  private static final String PREFIX = "visavis.";

  /// Empty if the record is not a dead letter or its origin is missing.
  static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
    var headers = record.headers();
    var topic = text(headers, DeadLetterHeader.TOPIC);
    var partition = text(headers, DeadLetterHeader.PARTITION);
    var offset = text(headers, DeadLetterHeader.OFFSET);
    if (topic == null || partition == null || offset == null) {
      return Optional.empty();
    }
    var consumer = Optional.ofNullable(text(headers, DeadLetterHeader.CONSUMER)).orElse("unknown");
    try {
      return Optional.of(
          new DeadLetter(
              "%s/%s/%s/%s".formatted(consumer, brief(topic), partition, offset),
              record.partition(),
              Instant.ofEpochMilli(record.timestamp()),
              topic,
              Integer.parseInt(partition),
              Long.parseLong(offset),
              consumer,
              Optional.ofNullable(text(headers, DeadLetterHeader.ERROR)).orElse(""),
              text(headers, DeadLetterHeader.REPLAY_OF),
              record.key(),
              record.value(),
              headers));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static String brief(String topic) {
    return topic.startsWith(PREFIX) ? topic.substring(PREFIX.length()) : topic;
  }

  /// The key as text, which all keys of the schema are; empty if there is none.
  public String keyText() {
    return key == null ? "" : new String(key, UTF_8);
  }
}
