package dev.visavis.gateway.presence;

import dev.visavis.support.PresenceKeys;
import java.util.concurrent.TimeUnit;

/// Whether a lease that is missing in Redis means a dead gateway. It does not when Redis was away
/// for so long that leases of the living may have run out, or has lost one: not until all of them
/// have had the time to renew theirs. Times are those of `System.nanoTime()`, which goes on while
/// the process stands still.
final class RedisOutageTracker {
  /// While renewals fail for less than this, no lease can have run out: each had been renewed at
  /// most one renewal earlier than this gateway's own.
  private static final long HARMLESS_NANOS =
      TimeUnit.MILLISECONDS.toNanos(PresenceKeys.LEASE_MS - PresenceKeys.LEASE_RENEWAL_MS);

  /// By then every other gateway has renewed its lease too.
  private static final long SETTLING_NANOS =
      TimeUnit.MILLISECONDS.toNanos(PresenceKeys.LEASE_RENEWAL_MS + 500);

  private long renewedAt;
  private long settledAt;

  RedisOutageTracker(long now) {
    renewedAt = now;
    settledAt = now;
  }

  /// This gateway has renewed its own lease.
  ///
  /// @param lapsed whether it was missing until now
  synchronized void renewed(boolean lapsed, long now) {
    if (lapsed || now - renewedAt > HARMLESS_NANOS) {
      settledAt = now + SETTLING_NANOS;
    }
    renewedAt = now;
  }

  /// How long the own lease was not renewed.
  synchronized long outageNanos(long now) {
    return now - renewedAt;
  }

  synchronized boolean isReliableAt(long now) {
    return now - renewedAt <= HARMLESS_NANOS && now - settledAt >= 0;
  }
}
