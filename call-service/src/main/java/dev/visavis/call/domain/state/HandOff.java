package dev.visavis.call.domain.state;

import java.time.Instant;

/// A hand-off under way.
///
/// @param isRinging the target rings; a target that pulls the call does not
/// @param isAnswered the target negotiates; the old device stays until the new one is up
/// @param until then an unanswered hand-off is aborted, and an answered one is completed
public record HandOff(String toDeviceId, boolean isRinging, boolean isAnswered, Instant until) {
  boolean isRingingOn(String deviceId) {
    return isRinging && !isAnswered && toDeviceId.equals(deviceId);
  }

  HandOff withAnswered(Instant newUntil) {
    return new HandOff(toDeviceId, isRinging, true, newUntil);
  }
}
