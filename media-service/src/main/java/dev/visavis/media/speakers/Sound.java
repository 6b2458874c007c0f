package dev.visavis.media.speakers;

/// What the section of a user's microphone carries. The sound of a shared tab is mixed into it, so
/// it goes on while the microphone is muted.
public enum Sound {
  VOICE,
  /// The microphone is muted, and a screen is shared, perhaps with its sound: the user does not
  /// speak.
  SHARED,
  NONE
}
