package dev.visavis.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.DeadLetterHeader;
import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// Builds the records of `visavis.dead-letters`: the unprocessed record's key and value, and
/// headers with its origin and the error.
public final class DeadLetters {
  private static final int MAX_ERROR_CHARS = 1_000;

  private DeadLetters() {}

  /// `visavis_dead_letters_total`: how many records this process could not process.
  public static Counter counter(MeterRegistry meters) {
    return Counter.builder("visavis.dead.letters")
        .description("records that could not be processed and are in visavis.dead-letters")
        .register(meters);
  }

  /// @param consumer the service that could not process the record
  public static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> origin, String consumer, Throwable error) {
    ProducerRecord<byte[], byte[]> deadLetter =
        new ProducerRecord<>(
            Topic.DEAD_LETTERS.topicName(), null, origin.key(), origin.value(), origin.headers());
    put(deadLetter.headers(), DeadLetterHeader.TOPIC, origin.topic());
    put(deadLetter.headers(), DeadLetterHeader.PARTITION, Integer.toString(origin.partition()));
    put(deadLetter.headers(), DeadLetterHeader.OFFSET, Long.toString(origin.offset()));
    put(deadLetter.headers(), DeadLetterHeader.CONSUMER, consumer);
    put(deadLetter.headers(), DeadLetterHeader.ERROR, describe(error));
    return deadLetter;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }

  private static String describe(Throwable error) {
    String text = error.toString();
    return text.length() <= MAX_ERROR_CHARS ? text : text.substring(0, MAX_ERROR_CHARS);
  }
}
