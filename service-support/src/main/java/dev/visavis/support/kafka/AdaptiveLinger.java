package dev.visavis.support.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Flushes a producer's records before its linger ends, while there are few of them.
///
/// `linger.ms` lets many records share a request, and requests are the main cost of Kafka here. A
/// single record would wait for no benefit, so it is flushed at once. Each flushed record adds a
/// pause before the next flush. If records arrive faster than their pauses pass, the pause grows to
/// the linger, and nothing is flushed early.
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

  /// @param flush flushes the producer; may block, and may throw once the producer is closed
  /// @param perRecord the pause that each flushed record adds
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

  /// Reports that `records` were given to the producer. Never waits for a flush; safe from any
  /// thread.
  public void appended(int records) {
    if (isDueWith(records)) {
      wanted = true;
      LockSupport.unpark(thread);
    }
  }

  /// Whether to flush now the records since the last decision.
  private synchronized boolean isDueWith(int more) {
    fresh += more;
    long now = clock.getAsLong();
    if (fresh == 0 || now - freeAt < 0) {
      return false;
    }
    long earned = fresh * nanosPerRecord;
    // A burst after a quiet period is not yet load; counting it as load would delay its records
    // again and again.
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
        // A record that arrived during the pause is flushed after it, without waiting for the
        // linger.
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

  /// Stops flushing. Does not wait for a running flush, which ends when the producer is closed.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
