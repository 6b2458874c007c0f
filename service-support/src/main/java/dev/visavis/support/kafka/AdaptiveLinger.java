package dev.visavis.support.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Ends the linger of a producer's records while there are few of them.
///
/// With `linger.ms` many records share a request; requests, and the fetches that each of them sets
/// off, are most of what the log costs. But a record that is alone would wait for nothing. So it is
/// flushed at once, and each record that was flushed earns a pause. Where records come faster than
/// their pauses pass, the pause grows to the linger itself, and nothing is flushed any more.
public final class AdaptiveLinger implements AutoCloseable {
  private final Runnable flush;
  private final long nanosPerRecord;
  private final long lingerNanos;
  private final LongSupplier clock;
  private final Thread thread;
  private int fresh;
  private long decidedAt;
  private long freeAt;
  private volatile boolean wanted;
  private volatile boolean closed;

  /// @param flush of the producer; may wait for the log, may throw once the producer is closed
  /// @param each the pause for one record
  /// @param linger of the producer
  public AdaptiveLinger(String name, Runnable flush, Duration perRecord, Duration linger) {
    this(name, flush, perRecord, linger, System::nanoTime);
  }

  AdaptiveLinger(
      String name, Runnable flush, Duration perRecord, Duration linger, LongSupplier clock) {
    this.flush = flush;
    this.nanosPerRecord = perRecord.toNanos();
    this.lingerNanos = linger.toNanos();
    this.clock = clock;
    this.decidedAt = clock.getAsLong();
    this.freeAt = decidedAt;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /// The producer has been given so many records. Never waits for a flush; from any thread.
  public void appended(int records) {
    if (isDueWith(records)) {
      wanted = true;
      LockSupport.unpark(thread);
    }
  }

  /// Whether what has come since the last decision is to be flushed now.
  private synchronized boolean isDueWith(int more) {
    fresh += more;
    long now = clock.getAsLong();
    if (fresh == 0 || now - freeAt < 0) {
      return false;
    }
    long earned = fresh * nanosPerRecord;
    // Many at once after a quiet time are no load yet, and would keep each other's pace for ever.
    boolean busy = earned >= Math.max(lingerNanos, now - decidedAt);
    fresh = 0;
    decidedAt = now;
    freeAt = now + Math.min(earned, lingerNanos);
    return !busy;
  }

  private synchronized long freeAt() {
    return freeAt;
  }

  private void run() {
    while (!closed) {
      if (wanted) {
        wanted = false;
        flush.run();
        // A record that came during the pause is not alone, but need not wait for the linger.
        awaitPause();
        if (isDueWith(0)) {
          wanted = true;
        }
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void awaitPause() {
    long free = freeAt();
    for (long wait = free - clock.getAsLong();
        wait > 0 && !closed;
        wait = free - clock.getAsLong()) {
      LockSupport.parkNanos(wait);
    }
  }

  /// Flushes nothing more. Does not wait for a flush under way, which the producer's end ends.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
