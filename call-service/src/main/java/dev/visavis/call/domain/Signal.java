package dev.visavis.call.domain;

import java.nio.charset.StandardCharsets;

/// A message of the negotiation between two devices; `body` is its content without the addressee.
public record Signal(Kind kind, Opaque body) {
  public enum Kind {
    OFFER,
    ANSWER,
    CANDIDATE,
    END_OF_CANDIDATES,
    KEY;

    /// An offer or its answer opens a new round of candidates.
    boolean opensRound() {
      return this == OFFER || this == ANSWER;
    }

    boolean isCandidate() {
      return this == CANDIDATE || this == END_OF_CANDIDATES;
    }

    /// An offer or answer for somebody who has not joined has nobody to reach; a candidate or a
    /// key may only be early.
    boolean mayBeEarly() {
      return isCandidate() || this == KEY;
    }
  }

  /// What says that no more candidates come; it looks the same in every round.
  static Signal endOfCandidates() {
    return new Signal(Kind.END_OF_CANDIDATES, Opaque.of(new byte[0]));
  }

  /// Tells candidates to one receiver apart (FNV-1a, 64 bits).
  long fingerprint(String toUserId) {
    long hash = 0xcbf29ce484222325L;
    hash = mix(hash, toUserId.getBytes(StandardCharsets.UTF_8));
    hash = mix(hash, kind.name().getBytes(StandardCharsets.UTF_8));
    return mix(hash, body.bytes());
  }

  private static long mix(long hash, byte[] bytes) {
    long mixed = hash;
    for (byte b : bytes) {
      mixed = (mixed ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mixed;
  }
}
