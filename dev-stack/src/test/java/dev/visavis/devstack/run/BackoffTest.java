package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final Backoff backoff = new Backoff();

  @Test
  void theWaitDoublesUpToABound() {
    assertEquals(Duration.ofMillis(500), backoff.after(AT_ONCE));
    assertEquals(Duration.ofSeconds(1), backoff.after(AT_ONCE));
    assertEquals(Duration.ofSeconds(2), backoff.after(AT_ONCE));
    for (int i = 0; i < 100; i++) {
      assertTrue(backoff.after(AT_ONCE).compareTo(Duration.ofSeconds(15)) <= 0);
    }
  }

  @Test
  void aProcessThatRanForAWhileIsStartedAgainSoon() {
    for (int i = 0; i < 10; i++) {
      backoff.after(AT_ONCE);
    }
    assertEquals(Duration.ofMillis(500), backoff.after(Duration.ofMinutes(2)));
  }
}
