package dev.visavis.call.domain.value;

/// Where one user stands in a call.
public enum ParticipantState {
  RINGING,
  JOINED,
  /// Joined, and the device is away; it has until the reconnect deadline to come back.
  RECONNECTING,
  LEFT,
  DECLINED,
  MISSED
}
