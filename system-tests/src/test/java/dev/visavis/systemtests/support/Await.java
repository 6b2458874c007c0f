package dev.visavis.systemtests.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for a condition by polling it every 20 ms, never for a fixed time.
public final class Await {
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  public static <T> T until(String what, Supplier<@Nullable T> look) {
    return until(what, LIMIT, look);
  }

  public static <T> T until(String what, Duration limit, Supplier<@Nullable T> look) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      T found = look.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
