package dev.visavis.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Backoff backoff = new Backoff(FIRST, LONGEST);

  @Test
  void eachPauseIsTwiceThePreviousUpToTheMaximum() {
    assertEquals(FIRST, backoff.next());
    assertEquals(Duration.ofSeconds(1), backoff.next());
    assertEquals(Duration.ofSeconds(2), backoff.next());
    for (int i = 0; i < 100; i++) {
      backoff.next();
    }
    assertEquals(LONGEST, backoff.next());
  }

  @Test
  void afterASuccessThePausesStartAgain() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertEquals(FIRST, backoff.next());
  }

  @Test
  void anyNumberOfFailuresHasAPause() {
    assertEquals(FIRST, Backoff.after(1, FIRST, LONGEST));
    assertEquals(Duration.ofSeconds(8), Backoff.after(5, FIRST, LONGEST));
    assertEquals(LONGEST, Backoff.after(Integer.MAX_VALUE, FIRST, LONGEST));
  }
}
