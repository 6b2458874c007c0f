package dev.visavis.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisOutageTrackerTest {
  private final RedisOutageTracker trust = new RedisOutageTracker(0);

  @Test
  void aGatewayThatRenewsInTimeKnowsWhoIsDead() {
    for (int seconds = 2; seconds <= 20; seconds += 2) {
      trust.renewed(false, at(seconds));
      assertTrue(trust.isReliableAt(at(seconds)));
    }
  }

  @Test
  void oneRenewalThatFailsChangesNothing() {
    assertTrue(trust.isReliableAt(at(3.9)));
    trust.renewed(false, at(4));
    assertTrue(trust.isReliableAt(at(4)));
  }

  @Test
  void whileRedisIsAwayAndUntilTheOthersHaveRenewedNobodyIsTakenForDead() {
    assertFalse(trust.isReliableAt(at(4.1)));
    trust.renewed(false, at(5));
    assertFalse(trust.isReliableAt(at(7.4)));
    trust.renewed(false, at(7));
    assertTrue(trust.isReliableAt(at(7.5)));
  }

  @Test
  void aLeaseThatRedisLostPutsTheOthersInDoubtToo() {
    trust.renewed(true, at(2));
    assertFalse(trust.isReliableAt(at(4.4)));
    trust.renewed(false, at(4));
    assertTrue(trust.isReliableAt(at(4.5)));
  }

  private static long at(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }
}
