package dev.visavis.systemtests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid input gets the error of docs/protocol.md, "Errors", and does not affect other clients.
class BadInputTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Device laptop = alice.device("laptop");
  private final Device phone = bob.device("phone");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "",
        "[]",
        "null",
        "{}",
        "{\"type\":5}",
        "{\"type\":\"make_coffee\"}",
        "{\"type\":\"registered\",\"payload\":{}}",
        "{\"type\":\"answer_call\"}",
        "{\"type\":\"answer_call\",\"callId\":\"not-a-uuid\"}",
        "{\"type\":\"initiate_call\",\"payload\":{\"callType\":\"video\"},\"idempotencyKey\":\"k\"}",
        "{\"type\":\"register\",\"payload\":{\"deviceId\":\"white space\"}}"
      })
  void invalidMessagesAreRefused(String text) {
    laptop.sendText(text);
    laptop.awaitError("INVALID_MESSAGE");
    theSocketStillWorks();
  }

  @Test
  void anErrorNamesTheFieldAndEchoesTheRequest() {
    laptop.sendText(
        """
        {"type":"initiate_call","requestId":"r-1","idempotencyKey":"k",
         "payload":{"calleeId":"bob","callType":"video"}}""");
    JsonNode error = laptop.awaitError("INVALID_MESSAGE");
    assertEquals("r-1", error.path("requestId").asText());
    assertTrue(error.at("/payload/message").asText().contains("calleeId"), error::toString);
    laptop.sendText(
        """
        {"type":"initiate_call","requestId":"r-2",
         "payload":{"calleeId":"%s","callType":"video"}}"""
            .formatted(bob.id()));
    JsonNode missing = laptop.awaitError("INVALID_MESSAGE");
    assertTrue(missing.at("/payload/message").asText().contains("idempotencyKey"));
    theSocketStillWorks();
  }

  @Test
  void binaryNoiseIsAnInvalidMessage() {
    byte[] noise = new byte[512];
    new Random(7).nextBytes(noise);
    laptop.sendBinary(noise);
    laptop.awaitError("INVALID_MESSAGE");
    theSocketStillWorks();
  }

  @Test
  void anUnknownCalleeIsNotFound() {
    laptop.sendText(
        """
        {"type":"initiate_call","idempotencyKey":"k",
         "payload":{"calleeId":"00000000-0000-4000-8000-000000000000","callType":"video"}}""");
    laptop.awaitError("USER_NOT_FOUND");
    theSocketStillWorks();
  }

  @Test
  void anSdpOver128KiBIsRefusedAndTheCallContinues() {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    String sdp = "v=0\r\n" + "a=x".repeat(70_000);
    phone.send("answer_call", callId, Json.object("sdp", Json.object("type", "offer", "sdp", sdp)));
    assertEquals(callId, phone.awaitError("PAYLOAD_TOO_LARGE").path("callId").asText());
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
  }

  @Test
  void aFrameOver256KiBClosesOnlyItsSocket() {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    Device big = alice.device("big");
    big.sendText("{\"type\":\"sync\",\"x\":\"" + "y".repeat(300 * 1024) + "\"}");
    assertEquals(1009, big.awaitClose());
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
  }

  @Test
  void beforeRegisterOtherMessagesAreRefused() {
    Device early = Device.connect(stack.signaling(), alice.token());
    early.sendText("{\"type\":\"sync\"}");
    early.awaitError("NOT_REGISTERED");
    early.register("early");
  }

  @Test
  void anotherUsersCallIsNotFound() {
    Person eve = Person.signUp(stack, "Eve");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    Device outsider = eve.device("outsider");
    outsider.send("answer_call", callId);
    outsider.awaitError("CALL_NOT_FOUND");
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "tampered"})
  void withoutAValidTokenTheSocketIsClosedWith4001(String kind) {
    Device stranger = Device.connect(stack.signaling(), token(kind));
    assertEquals(4001, stranger.awaitClose());
    assertEquals("Unauthorized", stranger.closeReason());
    assertEquals(401, Person.send(stack, "GET", "/api/users/me", token(kind), null).statusCode());
    theSocketStillWorks();
  }

  @Test
  void ignoringTheRateLimitClosesOnlyThatSocketWith4008() {
    Device flood = alice.device("flood");
    int sent = 0;
    while (sent < 5_000 && flood.isOpen()) {
      flood.trySendText("{\"type\":\"sync\"}");
      sent++;
    }
    flood.awaitError("RATE_LIMITED");
    assertEquals(4008, flood.awaitClose());
    theSocketStillWorks();
  }

  private @Nullable String token(String kind) {
    return switch (kind) {
      case "" -> null;
      case "tampered" -> {
        String[] parts = alice.token().split("\\.");
        yield parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();
      }
      default -> kind;
    };
  }

  private void theSocketStillWorks() {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "cancelled");
  }
}
