package dev.visavis.call.domain.value;

/// A message of the negotiation between two devices, or of a device and the SFU; `body` is its
/// content without the addressee.
public record Signal(Kind kind, OpaquePayload body) {
  public enum Kind {
    OFFER,
    ANSWER,
    CANDIDATE,
    END_OF_CANDIDATES,
    KEY,
    /// What a device shows, which is for the SFU alone.
    VIEW;

    /// An offer or its answer opens a new round of candidates.
    public boolean startsNegotiationRound() {
      return this == OFFER || this == ANSWER;
    }

    public boolean isCandidate() {
      return this == CANDIDATE || this == END_OF_CANDIDATES;
    }

    /// An offer or answer to a user who has not joined can reach no device. A candidate or a key
    /// may merely be early.
    public boolean mayPrecedeJoin() {
      return isCandidate() || this == KEY;
    }
  }
}
