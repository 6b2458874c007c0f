package dev.visavis.call.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The device with which a user is in the call.
///
/// @param reconnectBy set while the device is away
/// @param loss what it may miss, when it is back
/// @param handOff the device that is about to take the seat over
/// @param recall what was sent to the device's former connection is awaited
public record Seat(
    String deviceId,
    @Nullable Instant reconnectBy,
    Loss loss,
    @Nullable HandOff handOff,
    @Nullable Recall recall) {

  static Seat of(String deviceId) {
    return new Seat(deviceId, null, Loss.NONE, null, null);
  }

  Seat away(Instant until, Loss more) {
    return new Seat(deviceId, until, loss.or(more), handOff, recall);
  }

  /// Something that was meant for the device will not arrive.
  Seat lost() {
    return new Seat(deviceId, reconnectBy, Loss.LOST, handOff, recall);
  }

  /// What the device may miss is known for as long as it has not been told.
  Seat back() {
    return new Seat(deviceId, null, recall == null ? Loss.NONE : loss, handOff, recall);
  }

  Seat with(@Nullable HandOff newHandOff) {
    return new Seat(deviceId, reconnectBy, loss, newHandOff, recall);
  }

  Seat recalling(Recall newRecall, Loss more) {
    return new Seat(deviceId, reconnectBy, loss.or(more), handOff, newRecall);
  }

  /// The recall is over, and a device that is there is told what it may miss.
  Seat recalled(Loss more) {
    Loss known = reconnectBy == null ? Loss.NONE : loss.or(more);
    return new Seat(deviceId, reconnectBy, known, handOff, null);
  }

  boolean isOfferedTo(String device) {
    return handOff != null && handOff.toDeviceId().equals(device);
  }

  boolean needs(String device) {
    return deviceId.equals(device) || isOfferedTo(device);
  }

  /// The device that negotiates for the user: the new one from its answer on.
  String negotiator() {
    return handOff != null && handOff.answered() ? handOff.toDeviceId() : deviceId;
  }
}
