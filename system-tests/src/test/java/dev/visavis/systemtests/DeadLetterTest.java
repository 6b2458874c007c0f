package dev.visavis.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A record that cannot be parsed has the key of a live call. That call ends, the record becomes a
/// dead letter, and no other call is affected.
@Isolated
class DeadLetterTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void aDeadLetterIsListedAndReplayedOnce() throws Exception {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    write(callId, "garbage");
    laptop.awaitEnd(callId, "failed");
    phone.awaitEnd(callId, "failed");

    String id = letter(about(callId)).path("id").asText();
    assertTrue(id.startsWith("call-service/call.commands/"), id);
    assertTrue(stack.visavis("dead-letters", "replay", id).contains("replayed"));
    String again = stack.visavis("dead-letters", "replay", id);
    assertTrue(again.contains("skipped"), again);
    JsonNode second = letter(about(callId).and(m -> m.path("replayOf").asText().equals(id)));
    assertEquals("call-service", second.path("consumer").asText());
    assertTrue(stack.visavis("dead-letters").contains(callId));

    String next = laptop.initiate(bob);
    phone.await("ring", next);
    phone.send("decline_call", next);
    laptop.awaitEnd(next, "declined");
  }

  private static Predicate<JsonNode> about(String callId) {
    return letter -> letter.path("key").asText().equals(callId);
  }

  private JsonNode letter(Predicate<JsonNode> wanted) {
    return Await.until(
        "the dead letter is listed",
        () -> {
          for (JsonNode letter : Json.parse(stack.visavis("dead-letters", "list", "--json"))) {
            if (wanted.test(letter)) {
              return letter;
            }
          }
          return null;
        });
  }

  private void write(String callId, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            stack.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "visavis.call.commands", callId.getBytes(UTF_8), value.getBytes(UTF_8)))
          .get(20, TimeUnit.SECONDS);
    }
  }
}
