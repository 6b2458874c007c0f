package dev.visavis.media.speakers;

import java.util.HashMap;
import java.util.Map;

/// What the microphone sections of the users in one call carry: a voice, if nothing else is known.
public final class Sounds {
  private final Map<String, Sound> known = new HashMap<>();

  /// Returns whether that is a change.
  public boolean set(String userId, Sound sound) {
    Sound before = sound == Sound.VOICE ? known.remove(userId) : known.put(userId, sound);
    return sound != (before == null ? Sound.VOICE : before);
  }

  /// Whether the section of this user is to be forwarded.
  public boolean isHeard(String userId) {
    return known.get(userId) != Sound.NONE;
  }

  /// Whether the user can be named as a speaker.
  public boolean isVoice(String userId) {
    return !known.containsKey(userId);
  }

  public Sounds copy() {
    Sounds copy = new Sounds();
    copy.known.putAll(known);
    return copy;
  }
}
