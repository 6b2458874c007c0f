package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

class PauseGuardTest {
  private final AtomicLong now = new AtomicLong();
  private final PauseGuard guard = new PauseGuard(Duration.ofSeconds(6), now::get);

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void stepsCloseToEachOtherAreFine() {
    after(Duration.ofSeconds(6));
    assertDoesNotThrow(guard::step);
    after(Duration.ofSeconds(6));
    assertDoesNotThrow(guard::step);
  }

  @Test
  void whoWasPausedForLongerThanASessionWritesNothing() {
    after(Duration.ofMillis(6_001));
    assertThrows(TaskMigratedException.class, guard::step);
  }

  @Test
  void itStaysSoForWhatIsStillInHand() {
    after(Duration.ofSeconds(10));
    assertThrows(TaskMigratedException.class, guard::step);
    assertThrows(TaskMigratedException.class, guard::step);
  }
}
