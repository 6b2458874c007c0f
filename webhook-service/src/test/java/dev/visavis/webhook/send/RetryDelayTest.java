package dev.visavis.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE; // nextDouble() is 0.5

  @Test
  void doublesUpToAnHour() {
    assertEquals(Duration.ofSeconds(5), after(1, Duration.ZERO));
    assertEquals(Duration.ofSeconds(10), after(2, Duration.ZERO));
    assertEquals(Duration.ofSeconds(80), after(5, Duration.ZERO));
    assertEquals(Duration.ofHours(1), after(12, Duration.ZERO));
    assertEquals(Duration.ofHours(1), after(10_000, Duration.ZERO));
  }

  @Test
  void aReceiverMayAskForALongerPauseUpToALimit() {
    assertEquals(Duration.ofSeconds(30), after(1, Duration.ofSeconds(30)));
    assertEquals(Duration.ofHours(1), after(1, Duration.ofDays(9)));
  }

  @Test
  void thePausesOfTwoReceiversDiffer() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 1_000; i++) {
      long pause = RetryDelay.after(1, Duration.ZERO, FIRST, LONGEST, random).toMillis();
      assertTrue(pause >= 4_000 && pause <= 6_000, "" + pause);
    }
  }

  private static Duration after(int attempts, Duration asked) {
    return RetryDelay.after(attempts, asked, FIRST, LONGEST, MIDDLE);
  }
}
