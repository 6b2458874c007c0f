package dev.visavis.call.streams;

import dev.visavis.proto.DeadLetterHeader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// The headers of a dead letter: where its record came from, and why it was not processed.
final class DeadLetterHeaders {
  private static final int MAX_ERROR_CHARS = 1_000;

  private DeadLetterHeaders() {}

  static void add(Headers headers, RecordMetadata origin, String error) {
    put(headers, DeadLetterHeader.TOPIC, origin.topic());
    put(headers, DeadLetterHeader.PARTITION, Integer.toString(origin.partition()));
    put(headers, DeadLetterHeader.OFFSET, Long.toString(origin.offset()));
    put(headers, DeadLetterHeader.CONSUMER, "call-service");
    put(
        headers,
        DeadLetterHeader.ERROR,
        error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS));
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
