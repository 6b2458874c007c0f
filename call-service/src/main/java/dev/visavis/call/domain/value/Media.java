package dev.visavis.call.domain.value;

/// The media that a participant sends, and the states that it shows to others.
///
/// @param hand is raised
/// @param hold the participant has put the call on hold
public record Media(boolean audio, boolean video, boolean screen, boolean hand, boolean hold) {
  public static final Media NONE = new Media(false, false, false, false, false);

  /// The media state of a participant who has just joined, until the device reports another one.
  public static Media onJoining(CallType type) {
    return new Media(true, type == CallType.VIDEO, false, false, false);
  }
}
