package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.DeadLetterHeader;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record that a service could not process, as it lies in `visavis.dead-letters`.
///
/// @param id names the record and who could not process it; a letter that a service wrote twice has
///     it twice
/// @param partition of the dead letters
/// @param buriedAt when it was written there
/// @param replayOf the id of the letter that the record itself came from; null for most
/// @param headers all of them
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

  /// Empty for what is no letter or does not say where it stood.
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

  /// The key as text, which all keys of the schema are; empty where there is none.
  public String keyText() {
    return key == null ? "" : new String(key, UTF_8);
  }
}
