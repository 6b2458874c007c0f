package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Two things at the same instant through two gateways: one outcome, the same for everybody.
class RaceTest {
  private static final int ROUNDS = 40;

  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Device laptop = alice.device("laptop");

  @Test
  void ofThreeDevicesThatAnswerAtOnceExactlyOneWins() {
    Device first = bob.device("first");
    List<Device> devices = List.of(first, bob.deviceAwayFrom(first, "second"), bob.device("third"));
    for (int round = 0; round < ROUNDS; round++) {
      String callId = laptop.dial(bob);
      devices.forEach(device -> device.await("ring", callId));
      atOnce(devices.stream().map(d -> (Runnable) () -> d.send("answer_call", callId)).toList());
      laptop.await("call_answered", callId);
      int winners = 0;
      for (Device device : devices) {
        if (outcome(device, callId).equals("joined")) {
          winners++;
        } else {
          assertEquals(callId, device.awaitError("CALL_UNAVAILABLE").path("callId").asText());
        }
      }
      assertEquals(1, winners);
      laptop.send("end_call", callId);
      laptop.awaitEnd(callId, "ended");
      devices.forEach(device -> device.forget(callId));
    }
  }

  @Test
  void cancelAgainstAnswerHasOneOutcomeOnBothSides() {
    Device phone = bob.deviceAwayFrom(laptop, "phone");
    for (int round = 0; round < ROUNDS; round++) {
      String callId = laptop.dial(bob);
      phone.await("ring", callId);
      atOnce(
          List.of(() -> laptop.send("end_call", callId), () -> phone.send("answer_call", callId)));
      String atCaller = reason(laptop.await("call_ended", callId));
      String atCallee = reason(phone.await("call_ended", callId));
      assertEquals(atCaller, atCallee);
      assertTrue(List.of("cancelled", "ended").contains(atCaller), atCaller);
      laptop.forget(callId);
      phone.forget(callId);
    }
  }

  private static String reason(JsonNode end) {
    return end.at("/payload/reason").asText();
  }

  /// `joined`, or the reason for which the call ended for this device.
  private static String outcome(Device device, String callId) {
    JsonNode told =
        device.awaitAny(
            m ->
                m.path("callId").asText().equals(callId)
                    && (m.path("type").asText().equals("call_ended")
                        || m.at("/payload/thisDevice").asText().equals("joined")));
    return told.path("type").asText().equals("call_ended") ? reason(told) : "joined";
  }

  private static void atOnce(List<Runnable> actions) {
    CompletableFuture<?>[] all =
        actions.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).orTimeout(20, TimeUnit.SECONDS).join();
  }
}
