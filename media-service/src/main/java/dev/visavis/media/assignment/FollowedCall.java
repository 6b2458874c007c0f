package dev.visavis.media.assignment;

import dev.visavis.media.speakers.Sound;
import dev.visavis.media.speakers.Sounds;

/// A call that has requested a room and not released it, as the log tells it.
final class FollowedCall {
  private final String callId;
  private final Sounds sounds = new Sounds();
  private int generation;
  private long requestedAtMs;
  private boolean isPending;

  FollowedCall(String callId) {
    this.callId = callId;
  }

  String callId() {
    return callId;
  }

  /// The generation of the latest request.
  int generation() {
    return generation;
  }

  void requested(int newGeneration, long nowMs) {
    generation = newGeneration;
    requestedAtMs = nowMs;
    isPending = true;
  }

  /// Somebody has answered the request, or it is void.
  void settled(int settledGeneration) {
    if (settledGeneration >= generation) {
      isPending = false;
    }
  }

  /// Whether the request has no answer yet, and is not too old to be answered.
  boolean awaitsRoom(long nowMs, long patienceMs) {
    return isPending && nowMs - requestedAtMs < patienceMs;
  }

  void sound(String userId, Sound sound) {
    sounds.set(userId, sound);
  }

  /// A copy of what the microphone sections carry, as far as it was heard since the request.
  Sounds sounds() {
    return sounds.copy();
  }
}
