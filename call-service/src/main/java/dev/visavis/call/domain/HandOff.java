package dev.visavis.call.domain;

import java.time.Instant;

/// A hand-off under way.
///
/// @param rings the target was rung; one that asked by itself has nothing to ring
/// @param answered the target negotiates; the old device stays until the new side is up
/// @param until not answered by then: nothing has changed; answered: the new device takes over
public record HandOff(String toDeviceId, boolean rings, boolean answered, Instant until) {
  boolean ringsAt(String deviceId) {
    return rings && !answered && toDeviceId.equals(deviceId);
  }

  HandOff answeredUntil(Instant newUntil) {
    return new HandOff(toDeviceId, rings, true, newUntil);
  }
}
