package dev.visavis.media.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides which instances are dead. A missing lease has expired for its whole length already;
/// a second look covers the moment between two renewals that Redis was slow to take. If Redis
/// could not be read for a while, living instances could not renew their leases either, so none
/// counts as dead until they have had the time.
final class DeadInstances {
  private static final int REQUIRED_LOOKS = 2;

  private final Map<String, Integer> looksWithoutLease = new HashMap<>();
  private long trustedFromMs;

  /// @param nowMs the start of the process
  DeadInstances(long nowMs) {
    this.trustedFromMs = nowMs + LeaseBoard.LEASE_MS;
  }

  /// Takes one look at the leases, and returns the ids of those that are dead.
  List<String> look(Leases leases, long nowMs) {
    Set<String> live = leases.live();
    looksWithoutLease.keySet().retainAll(leases.known());
    for (String id : leases.known()) {
      if (live.contains(id)) {
        looksWithoutLease.remove(id);
      } else {
        looksWithoutLease.merge(id, 1, Integer::sum);
      }
    }
    if (nowMs < trustedFromMs) {
      return List.of();
    }
    return looksWithoutLease.entrySet().stream()
        .filter(entry -> entry.getValue() >= REQUIRED_LOOKS)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// The leases could not be read, or were not read for long.
  void blind(long nowMs) {
    trustedFromMs = nowMs + LeaseBoard.LEASE_MS;
    looksWithoutLease.clear();
  }
}
