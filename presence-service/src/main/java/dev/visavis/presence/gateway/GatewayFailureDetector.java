package dev.visavis.presence.gateway;

import dev.visavis.support.PresenceKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says which gateways are dead. A lease that is missing has been silent for its whole length
/// already; a second look guards against the moment between two processes. But a Redis that was
/// away, restarted or emptied has lost leases of gateways that live: nobody is dead until it has
/// been there, the same, for as long as a lease lasts.
final class GatewayFailureDetector {
  private static final int REQUIRED_CHECKS = 2;
  private static final long TRUST_NANOS = TimeUnit.MILLISECONDS.toNanos(PresenceKeys.LEASE_MS);

  private final Map<GatewayIncarnation, Integer> checksWithoutLease = new HashMap<>();
  private @Nullable String store;
  private long trustedFrom;

  /// A look at the leases.
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

  /// Redis did not answer.
  void redisUnavailable() {
    store = null;
  }
}
