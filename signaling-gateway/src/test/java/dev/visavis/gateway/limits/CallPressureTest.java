package dev.visavis.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallPressureTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final long START = 7;

  private final CallPressure pressure = new CallPressure(LIMIT, 1_000);

  private Duration begin(String callId, long afterMs) {
    return pressure.begin(callId, START + Duration.ofMillis(afterMs).toNanos());
  }

  private void ask(int calls, long afterMs) {
    for (int i = 0; i < calls; i++) {
      assertEquals(Duration.ZERO, begin(afterMs + "-" + i, afterMs));
    }
  }

  @Test
  void aBurstIsAdmittedWhileNoCallWaitsTooLong() {
    ask(500, 0);
    ask(100, 400);
  }

  @Test
  void newCallsAreRefusedWithARetryDelayWhileCallsWaitTooLong() {
    ask(CallPressure.MANY, 0);
    Duration wait = begin("late", 501);
    assertTrue(wait.compareTo(LIMIT.multipliedBy(2)) > 0, wait::toString);
    assertTrue(wait.compareTo(Duration.ofMillis(1_600)) < 0, wait::toString);
  }

  @Test
  void newCallsAreAdmittedAgainOnceWaitingCallsAreAnswered() {
    ask(CallPressure.MANY, 0);
    assertTrue(begin("late", 501).isPositive());
    pressure.completed("0-3");
    assertEquals(Duration.ZERO, begin("late", 501));
  }

  @Test
  void aFewCallsWithALostReplyDoNotCauseRefusals() {
    ask(CallPressure.MANY - 1, 0);
    ask(1, 5_000);
  }

  @Test
  void aCallThatWaitsForTenSecondsCountsAsLost() {
    ask(100, 0);
    assertTrue(begin("late", 9_000).isPositive());
    ask(1, 10_001);
  }

  @Test
  void aRepeatedRequestCountsOnce() {
    ask(CallPressure.MANY - 1, 0);
    assertEquals(Duration.ZERO, begin("0-0", 10));
    ask(1, 5_000);
  }

  @Test
  void theNumberOfWaitingCallsIsBounded() {
    ask(1_000, 0);
    assertTrue(begin("one more", 1).isPositive());
  }
}
