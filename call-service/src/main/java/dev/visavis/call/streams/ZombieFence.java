package dev.visavis.call.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/// Notices that this thread was paused for so long that another instance owns the partition by now.
///
/// After such a pause an instance still has records in hand and would write after its successor.
/// It has to join the group anew instead, and to restore what has happened meanwhile.
final class ZombieFence {
  private final long limitNanos;
  private final LongSupplier nanoTime;
  private long lastSeen;

  /// @param limit the group's session timeout
  ZombieFence(Duration limit, LongSupplier nanoTime) {
    this.limitNanos = limit.toNanos();
    this.nanoTime = nanoTime;
    this.lastSeen = nanoTime.getAsLong();
  }

  /// To be called at each step; the steps of a running task are milliseconds apart.
  void step() {
    long now = nanoTime.getAsLong();
    long pause = now - lastSeen;
    if (pause > limitNanos) {
      throw new TaskMigratedException(
          "paused for " + Duration.ofNanos(pause).toMillis() + " ms",
          new IllegalStateException("the session is over"));
    }
    lastSeen = now;
  }
}
