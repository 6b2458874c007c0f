package dev.visavis.gateway.presence;

import dev.visavis.support.PresenceKeys;
import java.util.concurrent.TimeUnit;

/// Decides whether a missing lease means that a gateway is dead. It does not if Redis was down for
/// so long that leases of running gateways may have expired, or if Redis has lost a lease. Then it
/// does again once all gateways have had time to renew theirs. Times are of `System.nanoTime()`,
/// which continues while the process is paused.
final class RedisOutageTracker {
  /// If renewals fail for less than this, no lease can have expired: each was last renewed at most
  /// one renewal interval before this gateway's own.
  private static final long HARMLESS_NANOS =
      TimeUnit.MILLISECONDS.toNanos(PresenceKeys.LEASE_MS - PresenceKeys.LEASE_RENEWAL_MS);

  /// How long after this gateway's renewal every other gateway has renewed its lease too.
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
  /// @param lapsed whether the lease was missing before
  synchronized void renewed(boolean lapsed, long now) {
    if (lapsed || now - renewedAt > HARMLESS_NANOS) {
      settledAt = now + SETTLING_NANOS;
    }
    renewedAt = now;
  }

  /// Nanoseconds since this gateway's lease was last renewed.
  synchronized long outageNanos(long now) {
    return now - renewedAt;
  }

  synchronized boolean isReliableAt(long now) {
    return now - renewedAt <= HARMLESS_NANOS && now - settledAt >= 0;
  }
}
