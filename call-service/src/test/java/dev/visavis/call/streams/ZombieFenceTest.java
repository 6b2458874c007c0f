package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

class ZombieFenceTest {
  private final AtomicLong now = new AtomicLong();
  private final ZombieFence fence = new ZombieFence(Duration.ofSeconds(6), now::get);

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void stepsWithinTheSessionTimeoutAreAllowed() {
    after(Duration.ofSeconds(6));
    assertDoesNotThrow(fence::step);
    after(Duration.ofSeconds(6));
    assertDoesNotThrow(fence::step);
  }

  @Test
  void anInstancePausedForLongerThanTheSessionTimeoutIsFenced() {
    after(Duration.ofMillis(6_001));
    assertThrows(TaskMigratedException.class, fence::step);
  }

  @Test
  void aFencedInstanceStaysFenced() {
    after(Duration.ofSeconds(10));
    assertThrows(TaskMigratedException.class, fence::step);
    assertThrows(TaskMigratedException.class, fence::step);
  }
}
