package dev.visavis.call.domain.value;

/// What a device may have missed, without knowing it, when its connection is gone; the worst comes
/// last.
public enum MessageLoss {
  /// What it has not taken comes back.
  NONE,
  /// The device was told that it may have missed messages, and has not acknowledged that.
  UNCONFIRMED,
  /// Its gateway died: what was written to it may not have arrived, and nothing comes back.
  LOST;

  /// Reads the two flags by which messages and the store express it.
  public static MessageLoss of(boolean lost, boolean unconfirmed) {
    if (lost) {
      return LOST;
    }
    return unconfirmed ? UNCONFIRMED : NONE;
  }

  public MessageLoss or(MessageLoss other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
