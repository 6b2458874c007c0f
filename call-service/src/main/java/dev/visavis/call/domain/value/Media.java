package dev.visavis.call.domain.value;

/// What a participant sends and shows.
///
/// @param hand is raised
/// @param hold the participant has put the call on hold
public record Media(boolean audio, boolean video, boolean screen, boolean hand, boolean hold) {
  public static final Media NONE = new Media(false, false, false, false, false);

  /// What one sends who has just joined, until the device says otherwise.
  public static Media onJoining(CallType type) {
    return new Media(true, type == CallType.VIDEO, false, false, false);
  }
}
