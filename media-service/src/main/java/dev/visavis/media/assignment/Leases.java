package dev.visavis.media.assignment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The instances at one moment.
///
/// @param known the ids of all instances that may have rooms, dead ones included
/// @param held the leases of those that live
record Leases(Set<String> known, List<Lease> held) {
  static final Leases NONE = new Leases(Set.of(), List.of());

  Leases {
    known = Set.copyOf(known);
    held = List.copyOf(held);
  }

  /// The same, with this lease in place of what was read of its instance.
  Leases with(Lease own) {
    List<Lease> others = held.stream().filter(lease -> !lease.id().equals(own.id())).toList();
    return new Leases(known, Stream.concat(others.stream(), Stream.of(own)).toList());
  }

  /// The ids of those that live.
  Set<String> live() {
    return ids(held);
  }

  /// The instance that answers a request for the call's room. It lives and has a media server.
  Optional<String> ownerOf(String callId) {
    return Rendezvous.ownerOf(
        callId, ids(held.stream().filter(lease -> lease.servers() > 0).toList()));
  }

  /// The living instance that reports the call's room as lost when the one that held it is dead.
  Optional<String> reporterOf(String callId) {
    return Rendezvous.ownerOf(callId, live());
  }

  private static Set<String> ids(Collection<Lease> leases) {
    Set<String> ids = new TreeSet<>();
    leases.forEach(lease -> ids.add(lease.id()));
    return ids;
  }
}
