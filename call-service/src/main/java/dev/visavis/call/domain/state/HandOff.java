package dev.visavis.call.domain.state;

import java.time.Instant;

/// A hand-off under way.
///
/// @param isRinging the target was rung; one that asked by itself has nothing to ring
/// @param isAnswered the target negotiates; the old device stays until the new side is up
/// @param until not answered by then: nothing has changed; answered: the new device takes over
public record HandOff(String toDeviceId, boolean isRinging, boolean isAnswered, Instant until) {
  boolean isRingingOn(String deviceId) {
    return isRinging && !isAnswered && toDeviceId.equals(deviceId);
  }

  HandOff withAnswered(Instant newUntil) {
    return new HandOff(toDeviceId, isRinging, true, newUntil);
  }
}
