package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Calls survive when a process is killed.
@Isolated
class FaultTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @AfterEach
  void awaitWholeStack() {
    stack.awaitWhole();
  }

  @Test
  void anAnswerStillWorksAfterCallServiceWasKilledDuringTheRing() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    stack.kill("call-service-0");
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
    assertEquals(0, phone.count("ring", callId));
    bob.historyRow(callId, "ended");
  }

  @Test
  void anUnansweredCallStillEndsAsMissedAfterCallServiceWasKilled() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    stack.kill("call-service-0");
    laptop.awaitEnd(callId, "no_answer");
    phone.awaitEnd(callId, "missed");
    bob.historyRow(callId, "missed");
  }

  @Test
  void historyCatchesUpAfterItWasKilled() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    stack.kill("history-service");
    phone.send("decline_call", callId);
    laptop.awaitEnd(callId, "declined");
    alice.historyRow(callId, "declined");
  }

  @Test
  void aCallContinuesThroughAnotherGatewayAfterItsOwnIsKilled() {
    Device laptop = alice.device("laptop");
    Device phone = bob.deviceAwayFrom(laptop, "phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    stack.kill(phone.gatewayId());
    phone.awaitClose();
    Device back = bob.deviceAfterAFault("phone");
    laptop.send("end_call", callId);
    back.awaitEnd(callId, "ended");
    bob.historyRow(callId, "ended");
  }
}
