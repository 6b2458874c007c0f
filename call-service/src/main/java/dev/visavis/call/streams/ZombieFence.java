package dev.visavis.call.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/// Detects that this thread was paused for so long that another instance may own its partitions.
///
/// After such a pause the instance still holds records that it has polled and would write after the
/// new owner. It must rejoin the group and restore the store instead.
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

  /// Call this at each step. The steps of a running task are milliseconds apart.
  void step() {
    long now = nanoTime.getAsLong();
    long pause = now - lastSeen;
    if (pause > limitNanos) {
      throw new TaskMigratedException(
          "paused for " + Duration.ofNanos(pause).toMillis() + " ms",
          new IllegalStateException("the session has timed out"));
    }
    lastSeen = now;
  }
}
