package dev.visavis.presence.gateway;

import dev.visavis.support.PresenceKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Decides which gateways are dead. A missing lease has been expired for its whole length already;
/// a second check covers the moment between two processes of one gateway. If Redis was unavailable,
/// restarted or emptied, it has lost leases of living gateways, so no gateway is declared dead
/// until Redis has been the same for the length of a lease.
final class GatewayFailureDetector {
  private static final int REQUIRED_CHECKS = 2;
  private static final long TRUST_NANOS = TimeUnit.MILLISECONDS.toNanos(PresenceKeys.LEASE_MS);

  private final Map<GatewayIncarnation, Integer> checksWithoutLease = new HashMap<>();
  private @Nullable String store;
  private long trustedFrom;

  /// Evaluates one check of the leases.
  ///
  /// @param storeNow changes whenever Redis may have lost leases
  /// @param held the incarnation that holds the lease of each gateway
  List<GatewayIncarnation> dead(
      String storeNow,
      Collection<GatewayIncarnation> known,
      Map<Integer, String> held,
      long nanos) {
    if (!storeNow.equals(store)) {
      store = storeNow;
      trustedFrom = nanos + TRUST_NANOS;
      checksWithoutLease.clear();
    }
    checksWithoutLease.keySet().retainAll(known);
    for (GatewayIncarnation process : known) {
      if (process.incarnation().equals(held.get(process.gateway()))) {
        checksWithoutLease.remove(process);
      } else {
        checksWithoutLease.merge(process, 1, Integer::sum);
      }
    }
    if (nanos < trustedFrom) {
      return List.of();
    }
    return checksWithoutLease.entrySet().stream()
        .filter(process -> process.getValue() >= REQUIRED_CHECKS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Call this when Redis could not be read.
  void redisUnavailable() {
    store = null;
  }
}
