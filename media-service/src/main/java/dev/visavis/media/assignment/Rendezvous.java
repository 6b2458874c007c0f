package dev.visavis.media.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Rendezvous hashing: all who see the same instances choose the same one for a call, and an
/// instance that goes or comes changes only its own share.
final class Rendezvous {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Rendezvous() {}

  /// @return empty if there is no instance
  static Optional<String> ownerOf(String callId, Collection<String> instances) {
    return instances.stream()
        .max(
            Comparator.<String>comparingLong(instance -> score(callId + " " + instance))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// FNV-1a, then the finalizer of MurmurHash3, which spreads what differs only at the end.
  private static long score(String text) {
    long hash = FNV_OFFSET;
    for (byte each : text.getBytes(UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
