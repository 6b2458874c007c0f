package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Outage;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A gateway is paused for so long that it is declared dead, and then resumes.
@Isolated
class StandstillTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @AfterEach
  void awaitWholeStack() {
    stack.awaitWhole();
  }

  @Test
  void devicesReconnectToTheirCallsAndRingAgain() {
    Device laptop = alice.device("laptop");
    Device phone = bob.deviceAwayFrom(laptop, "phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    try (Outage gateway = Outage.frozenProgram(stack, phone.gatewayId())) {
      laptop.await("call_state", m -> m.toString().contains("\"reconnecting\""));
    }
    phone.await("reconnect");
    assertEquals(4010, phone.awaitClose());
    Device back = Device.connect(stack.signaling(), bob.token());
    JsonNode call = back.register("phone").at("/payload/calls/0");
    assertEquals(callId, call.path("callId").asText());
    assertEquals("joined", call.path("thisDevice").asText());
    laptop.send("end_call", callId);
    back.awaitEnd(callId, "ended");
    String next = laptop.initiate(bob);
    back.await("ring", next);
    back.send("decline_call", next);
    laptop.awaitEnd(next, "declined");
  }
}
