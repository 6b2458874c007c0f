package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final RestartDelay delay = new RestartDelay();

  @Test
  void theDelayDoublesUpToALimit() {
    assertEquals(Duration.ofMillis(500), delay.after(AT_ONCE));
    assertEquals(Duration.ofSeconds(1), delay.after(AT_ONCE));
    assertEquals(Duration.ofSeconds(2), delay.after(AT_ONCE));
    for (int i = 0; i < 100; i++) {
      assertTrue(delay.after(AT_ONCE).compareTo(Duration.ofSeconds(15)) <= 0);
    }
  }

  @Test
  void aProcessThatRanForAWhileIsRestartedSoon() {
    for (int i = 0; i < 10; i++) {
      delay.after(AT_ONCE);
    }
    assertEquals(Duration.ofMillis(500), delay.after(Duration.ofMinutes(2)));
  }
}
