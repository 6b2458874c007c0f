package dev.visavis.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.ErrorCode;
import org.junit.jupiter.api.Test;

class SocketRateLimiterTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aTooFastClientGetsARetryDelay() {
    SocketRateLimiter rateLimiter = new SocketRateLimiter(0);
    pass(rateLimiter, 200, 0);
    var wait = assertInstanceOf(SocketRateLimiter.Limited.class, rateLimiter.next(0));
    assertEquals(ErrorCode.RATE_LIMITED, wait.error().code());
    assertTrue(wait.error().toWire().getRetryAfterMs() > 0);
  }

  @Test
  void ignoringTheRateLimitIsAbuse() {
    SocketRateLimiter rateLimiter = new SocketRateLimiter(0);
    pass(rateLimiter, 200, 0);
    for (int i = 0; i < 200; i++) {
      assertInstanceOf(SocketRateLimiter.Limited.class, rateLimiter.next(0));
    }
    assertInstanceOf(SocketRateLimiter.Abusive.class, rateLimiter.next(0));
  }

  @Test
  void occasionalBurstsAreNotAbuse() {
    SocketRateLimiter rateLimiter = new SocketRateLimiter(0);
    for (int minute = 0; minute < 60; minute++) {
      long now = minute * 60L * SECOND;
      pass(rateLimiter, 200, now);
      for (int i = 0; i < 100; i++) {
        assertInstanceOf(SocketRateLimiter.Limited.class, rateLimiter.next(now));
      }
    }
  }

  private static void pass(SocketRateLimiter rateLimiter, int count, long now) {
    for (int i = 0; i < count; i++) {
      assertInstanceOf(SocketRateLimiter.Allowed.class, rateLimiter.next(now));
    }
  }
}
