package dev.visavis.support.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdaptiveLingerTest {
  private static final long PATIENCE_S = 10;
  private static final Duration EACH = Duration.ofMillis(1);
  private static final Duration LINGER = Duration.ofMillis(5);

  private final AtomicLong now = new AtomicLong();
  private final Semaphore flushed = new Semaphore(0);
  private final AdaptiveLinger flush =
      new AdaptiveLinger("flush", flushed::release, EACH, LINGER, now::get);

  @AfterEach
  void close() {
    flush.close();
  }

  @Test
  void aSingleRecordIsFlushedAtOnce() throws InterruptedException {
    flush.appended(1);
    assertFlushed();
    now.addAndGet(EACH.toNanos());
    flush.appended(1);
    assertFlushed();
  }

  @Test
  void recordsDuringThePauseAreFlushedAfterIt() throws InterruptedException {
    flush.appended(2);
    assertFlushed();
    flush.appended(1);
    now.addAndGet(EACH.multipliedBy(2).toNanos());
    assertFlushed();
  }

  /// The records share the request that the linger ends.
  @Test
  void manyRecordsWaitForTheLinger() throws InterruptedException {
    flush.appended(5);
    now.addAndGet(LINGER.toNanos());
    flush.appended(5);
    assertEquals(0, flushed.availablePermits());
    now.addAndGet(LINGER.toNanos());
    flush.appended(1);
    assertFlushed();
    assertEquals(0, flushed.availablePermits());
  }

  @Test
  void aBurstAfterAQuietPeriodIsFlushed() throws InterruptedException {
    now.addAndGet(LINGER.multipliedBy(4).toNanos());
    flush.appended(12);
    assertFlushed();
  }

  private void assertFlushed() throws InterruptedException {
    assertTrue(flushed.tryAcquire(PATIENCE_S, TimeUnit.SECONDS));
  }
}
