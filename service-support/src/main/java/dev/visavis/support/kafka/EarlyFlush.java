package dev.visavis.support.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Ends the linger of a producer's records while there are few of them.
///
/// With `linger.ms` many records share a request; requests, and the fetches that each of them sets
/// off, are most of what the log costs. But a record that is alone would wait for nothing. So it is
/// flushed at once, and each record that was flushed earns a pause. Where records come faster than
/// their pauses pass, the pause grows to the linger itself, and nothing is flushed any more.
public final class EarlyFlush implements AutoCloseable {
  private final Runnable flush;
  private final long eachNanos;
  private final long lingerNanos;
  private final LongSupplier clock;
  private final AtomicInteger fresh = new AtomicInteger();
  private final AtomicLong freeAt;
  private final Thread thread;
  private volatile boolean wanted;
  private volatile boolean closed;

  /// @param flush of the producer; may wait for the log, may throw once the producer is closed
  /// @param each the pause for one record
  /// @param linger of the producer
  public EarlyFlush(String name, Runnable flush, Duration each, Duration linger) {
    this(name, flush, each, linger, System::nanoTime);
  }

  EarlyFlush(String name, Runnable flush, Duration each, Duration linger, LongSupplier clock) {
    this.flush = flush;
    this.eachNanos = each.toNanos();
    this.lingerNanos = linger.toNanos();
    this.clock = clock;
    this.freeAt = new AtomicLong(clock.getAsLong());
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /// The producer has been given so many records. Never waits; from any thread.
  public void appended(int records) {
    fresh.addAndGet(records);
    if (isDue()) {
      wanted = true;
      LockSupport.unpark(thread);
    }
  }

  /// Whether what has come since the last time is to be flushed now; at most one caller is told so.
  private boolean isDue() {
    long now = clock.getAsLong();
    long free = freeAt.get();
    if (now - free < 0) {
      return false;
    }
    int records = fresh.get();
    long pause = Math.min(records * eachNanos, lingerNanos);
    if (records == 0 || !freeAt.compareAndSet(free, now + pause)) {
      return false;
    }
    fresh.addAndGet(-records);
    return pause < lingerNanos;
  }

  private void run() {
    while (!closed) {
      if (wanted) {
        wanted = false;
        flush.run();
        // Who came during the pause is not alone, but need not wait for the linger either.
        awaitPause();
        wanted |= isDue();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void awaitPause() {
    long free = freeAt.get();
    for (long wait = free - clock.getAsLong();
        wait > 0 && !closed;
        wait = free - clock.getAsLong()) {
      LockSupport.parkNanos(wait);
    }
  }

  /// Flushes nothing more. Does not wait for a flush that is under way: closing the producer ends
  // it.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
