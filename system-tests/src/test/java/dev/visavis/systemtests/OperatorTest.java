package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Program;
import dev.visavis.systemtests.support.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an operator asks a running stack: `./visavis explain`, after a complaint about a call, and
/// `./visavis ps`.
class OperatorTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void explainListsTheStepsOfACallAndItsHistoryRows() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("decline_call", callId);
    laptop.awaitEnd(callId, "declined");
    bob.historyRow(callId, "declined");

    List<String> lines = stack.visavis("explain", callId).lines().toList();
    for (String expected :
        List.of(
            "command   Alice's \"laptop\" calls Bob (1 device online), video",
            "event     version 1: Alice rings Bob",
            "Alice's \"laptop\": the call is placed, 1 device ring",
            "Bob's \"phone\": ring, for ",
            "command   Bob's \"phone\" declines",
            "over: declined (declined)",
            "Alice's \"laptop\": it is over: declined",
            "  Alice (outgoing): declined (declined)",
            "  Bob (incoming): declined (declined)")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.contains(expected)), expected + " in " + lines);
    }
  }

  @Test
  void psListsEveryProgramWithItsHealth() {
    JsonNode programs = Json.parse(stack.visavis("ps", "--json"));
    List<String> names = stack.programs().stream().map(Program::name).sorted().toList();
    assertEquals(names, programs.findValuesAsText("name").stream().sorted().toList());
    for (JsonNode program : programs) {
      assertEquals("ready", program.path("health").asText(), program::toString);
      assertTrue(program.path("pid").asLong() > 0, program::toString);
    }
  }
}
