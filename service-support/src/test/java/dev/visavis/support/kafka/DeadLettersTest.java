package dev.visavis.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.DeadLetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final byte[] KEY = {1};
  private static final byte[] VALUE = {2, 3};

  @Test
  void aDeadLetterContainsTheRecordItsOriginAndTheError() {
    ConsumerRecord<byte[], byte[]> origin =
        new ConsumerRecord<>("visavis.call.events", 3, 42, KEY, VALUE);
    origin.headers().add("traceparent", "00-x".getBytes(UTF_8));
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.of(origin, "history-service", new IllegalStateException("no such event"));
    assertEquals("visavis.dead-letters", letter.topic());
    assertArrayEquals(KEY, letter.key());
    assertArrayEquals(VALUE, letter.value());
    assertEquals("visavis.call.events", header(letter, DeadLetterHeader.TOPIC));
    assertEquals("3", header(letter, DeadLetterHeader.PARTITION));
    assertEquals("42", header(letter, DeadLetterHeader.OFFSET));
    assertEquals("history-service", header(letter, DeadLetterHeader.CONSUMER));
    assertTrue(header(letter, DeadLetterHeader.ERROR).contains("no such event"));
    assertEquals("00-x", header(letter, "traceparent"));
  }

  @Test
  void aLongErrorIsTruncated() {
    ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>("t", 0, 0, KEY, VALUE);
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.of(origin, "s", new IllegalStateException("x".repeat(100_000)));
    assertEquals(1_000, header(letter, DeadLetterHeader.ERROR).length());
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
