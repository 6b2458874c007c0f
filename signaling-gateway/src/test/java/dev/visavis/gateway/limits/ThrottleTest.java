package dev.visavis.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.ErrorCode;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whoIsTooFastIsToldWhenToComeAgain() {
    Throttle throttle = new Throttle(0);
    pass(throttle, 200, 0);
    var wait = assertInstanceOf(Throttle.Wait.class, throttle.next(0));
    assertEquals(ErrorCode.RATE_LIMITED, wait.refusal().code());
    assertTrue(wait.refusal().toWire().getRetryAfterMs() > 0);
  }

  @Test
  void whoGoesOnRegardlessIsAbusive() {
    Throttle throttle = new Throttle(0);
    pass(throttle, 200, 0);
    for (int i = 0; i < 200; i++) {
      assertInstanceOf(Throttle.Wait.class, throttle.next(0));
    }
    assertInstanceOf(Throttle.Abuse.class, throttle.next(0));
  }

  @Test
  void aFewTooManyNowAndThenAreForgiven() {
    Throttle throttle = new Throttle(0);
    for (int minute = 0; minute < 60; minute++) {
      long now = minute * 60L * SECOND;
      pass(throttle, 200, now);
      for (int i = 0; i < 100; i++) {
        assertInstanceOf(Throttle.Wait.class, throttle.next(now));
      }
    }
  }

  private static void pass(Throttle throttle, int count, long now) {
    for (int i = 0; i < count; i++) {
      assertInstanceOf(Throttle.Pass.class, throttle.next(now));
    }
  }
}
