package dev.visavis.call.domain;

/// What a device may miss, and not know of, when its connection is over; the worse comes later.
public enum Loss {
  /// What it has not taken comes back.
  NONE,
  /// It was to hear that something earlier may be missing, and may not have.
  UNTOLD,
  /// Its gateway died: what was written to it may not have arrived, and nothing comes back.
  LOST;

  /// Of the two flags that messages and the store have for it.
  public static Loss of(boolean lost, boolean untold) {
    if (lost) {
      return LOST;
    }
    return untold ? UNTOLD : NONE;
  }

  Loss or(Loss other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
