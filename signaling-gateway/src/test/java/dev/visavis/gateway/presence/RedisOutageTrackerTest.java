package dev.visavis.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisOutageTrackerTest {
  private final RedisOutageTracker tracker = new RedisOutageTracker(0);

  @Test
  void leasesAreReliableWhileRenewalsSucceed() {
    for (int seconds = 2; seconds <= 20; seconds += 2) {
      tracker.renewed(false, at(seconds));
      assertTrue(tracker.isReliableAt(at(seconds)));
    }
  }

  @Test
  void leasesStayReliableAfterOneFailedRenewal() {
    assertTrue(tracker.isReliableAt(at(3.9)));
    tracker.renewed(false, at(4));
    assertTrue(tracker.isReliableAt(at(4)));
  }

  @Test
  void leasesAreUnreliableDuringAnOutageAndUntilOthersHaveRenewed() {
    assertFalse(tracker.isReliableAt(at(4.1)));
    tracker.renewed(false, at(5));
    assertFalse(tracker.isReliableAt(at(7.4)));
    tracker.renewed(false, at(7));
    assertTrue(tracker.isReliableAt(at(7.5)));
  }

  @Test
  void leasesAreUnreliableAfterRedisLostOne() {
    tracker.renewed(true, at(2));
    assertFalse(tracker.isReliableAt(at(4.4)));
    tracker.renewed(false, at(4));
    assertTrue(tracker.isReliableAt(at(4.5)));
  }

  private static long at(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }
}
