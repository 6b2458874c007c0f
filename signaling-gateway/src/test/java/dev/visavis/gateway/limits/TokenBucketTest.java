package dev.visavis.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long MS = 1_000_000;

  @Test
  void aBurstPassesAtOnceAndTheNextOneWaits() {
    TokenBucket bucket = new TokenBucket(50, 200, 0);
    for (int i = 0; i < 200; i++) {
      assertEquals(0, bucket.take(0), "message " + i);
    }
    assertEquals(20 * MS, bucket.take(0));
  }

  @Test
  void afterABurstFiftyMessagesPassEachSecond() {
    TokenBucket bucket = new TokenBucket(50, 200, 0);
    int passed = 0;
    for (int ms = 0; ms < 10_000; ms++) {
      passed += bucket.take(ms * MS) == 0 ? 1 : 0;
    }
    assertTrue(passed >= 698 && passed <= 700, "200 at once and 50 a second for 10 s: " + passed);
  }

  @Test
  void aLongPauseSavesNoMoreThanABurst() {
    TokenBucket bucket = new TokenBucket(50, 200, 0);
    long later = 3_600_000 * MS;
    int passed = 0;
    while (bucket.take(later) == 0) {
      passed++;
    }
    assertEquals(200, passed);
  }
}
