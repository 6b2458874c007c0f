package dev.visavis.call.domain;

/// What a participant sends.
public record Media(boolean audio, boolean video, boolean screen) {
  public static final Media NONE = new Media(false, false, false);

  /// What one sends who has just joined, until the device says otherwise.
  static Media onJoining(CallType type) {
    return new Media(true, type == CallType.VIDEO, false);
  }
}
