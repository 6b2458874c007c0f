package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Commands that race through two gateways have one outcome, the same for all devices. Ten pairs of
/// users run in parallel, a thousand rounds in all for each race (a hundred for hanging up).
class RaceTest {
  private static final int PAIRS = 10;
  private static final int ROUNDS_OF_A_PAIR = 100;
  private static final int HANG_UPS_OF_A_PAIR = 10;
  private static final int LIMIT_SECONDS = 300;

  private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

  private static final List<Pair> EVERYBODY = new ArrayList<>();

  private record Pair(Person alice, Person bob) {}

  /// Signs up one user after another, because hashing passwords takes time.
  @BeforeAll
  static void signUp() {
    Stack stack = Stack.shared();
    for (int pair = 0; pair < PAIRS; pair++) {
      EVERYBODY.add(new Pair(Person.signUp(stack, "Alice"), Person.signUp(stack, "Bob")));
    }
  }

  @Test
  void exactlyOneOfThreeAnsweringDevicesWins() {
    inParallel(EVERYBODY, RaceTest::threeDevicesAnswer, LIMIT_SECONDS);
  }

  @Test
  void aCancelThatRacesAnAnswerHasOneOutcomeOnBothSides() {
    inParallel(EVERYBODY, RaceTest::cancelAgainstAnswer, LIMIT_SECONDS);
  }

  @Test
  void hangingUpAtTheSameTimeCausesNoError() {
    inParallel(EVERYBODY, RaceTest::bothHangUp, LIMIT_SECONDS);
  }

  private static void bothHangUp(Pair pair) {
    try (Device laptop = pair.alice().device("laptop");
        Device phone = pair.bob().deviceAwayFrom(laptop, "phone")) {
      for (int round = 0; round < HANG_UPS_OF_A_PAIR; round++) {
        String callId = laptop.initiate(pair.bob());
        phone.await("ring", callId);
        phone.send("answer_call", callId);
        laptop.await("call_answered", callId);
        atOnce(List.of(laptop, phone), device -> device.send("end_call", callId));
        for (Device device : List.of(laptop, phone)) {
          device.awaitEnd(callId, "ended");
          device.ask("sync", callId); // its reply follows all messages caused by end_call
          assertEquals(0, device.count("error", callId));
          device.forget(callId);
        }
      }
    }
  }

  private static void threeDevicesAnswer(Pair pair) {
    try (Device laptop = pair.alice().device("laptop");
        Device first = pair.bob().device("first");
        Device second = pair.bob().deviceAwayFrom(first, "second");
        Device third = pair.bob().device("third")) {
      for (int round = 0; round < ROUNDS_OF_A_PAIR; round++) {
        threeDevicesAnswer(laptop, pair.bob(), List.of(first, second, third));
      }
    }
  }

  private static void threeDevicesAnswer(Device laptop, Person bob, List<Device> devices) {
    String callId = laptop.initiate(bob);
    devices.forEach(device -> device.await("ring", callId));
    atOnce(devices, device -> device.send("answer_call", callId));
    laptop.await("call_answered", callId);
    int winners = 0;
    for (Device device : devices) {
      String outcome = outcome(device, callId);
      if (outcome.equals("joined")) {
        winners++;
      } else {
        assertEquals("answered_elsewhere", outcome);
        assertEquals(callId, device.awaitError("CALL_UNAVAILABLE").path("callId").asText());
      }
    }
    assertEquals(1, winners);
    laptop.send("end_call", callId);
    laptop.awaitEnd(callId, "ended");
    laptop.forget(callId);
    devices.forEach(device -> device.forget(callId));
  }

  private static void cancelAgainstAnswer(Pair pair) {
    try (Device laptop = pair.alice().device("laptop");
        Device phone = pair.bob().deviceAwayFrom(laptop, "phone")) {
      for (int round = 0; round < ROUNDS_OF_A_PAIR; round++) {
        cancelAgainstAnswer(laptop, pair.bob(), phone);
      }
    }
  }

  private static void cancelAgainstAnswer(Device laptop, Person bob, Device phone) {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    atOnce(
        List.of(laptop, phone),
        device -> device.send(device.equals(laptop) ? "end_call" : "answer_call", callId));
    String atCaller = reason(laptop.await("call_ended", callId));
    String atCallee = reason(phone.await("call_ended", callId));
    assertEquals(atCaller, atCallee);
    assertTrue(List.of("cancelled", "ended").contains(atCaller), atCaller);
    laptop.forget(callId);
    phone.forget(callId);
  }

  private static String reason(JsonNode end) {
    return end.at("/payload/reason").asText();
  }

  /// `joined`, or the end reason of the call for this device.
  private static String outcome(Device device, String callId) {
    JsonNode message =
        device.awaitAny(
            m ->
                m.path("callId").asText().equals(callId)
                    && (m.path("type").asText().equals("call_ended")
                        || m.at("/payload/thisDevice").asText().equals("joined")));
    return message.path("type").asText().equals("call_ended") ? reason(message) : "joined";
  }

  private static void atOnce(List<Device> devices, Consumer<Device> action) {
    inParallel(devices, action, 20);
  }

  private static <T> void inParallel(List<T> each, Consumer<T> action, int limitSeconds) {
    CompletableFuture<?>[] all =
        each.stream()
            .map(one -> CompletableFuture.runAsync(() -> action.accept(one), THREADS))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).orTimeout(limitSeconds, TimeUnit.SECONDS).join();
  }
}
