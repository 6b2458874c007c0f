package dev.visavis.call.domain.value;

/// Whether a device may have missed messages on a closed connection without knowing it. The worst
/// value comes last.
public enum MessageLoss {
  /// No loss: unacknowledged messages come back.
  NONE,
  /// The device got `resumed: false` and has not acknowledged it.
  UNCONFIRMED,
  /// The device's gateway died: written messages may not have arrived, and none come back.
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
