package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.MessageLoss;
import org.jspecify.annotations.Nullable;

/// The device with which a user is in the call.
///
/// @param loss what it may have missed, once it has reconnected
/// @param handOff the hand-off under way to another device
/// @param reclaim set while messages to the device's previous connection are reclaimed
public record JoinedDevice(
    String deviceId, MessageLoss loss, @Nullable HandOff handOff, @Nullable Reclaim reclaim) {

  public static JoinedDevice of(String deviceId) {
    return new JoinedDevice(deviceId, MessageLoss.NONE, null, null);
  }

  JoinedDevice with(MessageLoss more) {
    return new JoinedDevice(deviceId, loss.or(more), handOff, reclaim);
  }

  /// A message for the device is lost.
  JoinedDevice withMessagesLost() {
    return new JoinedDevice(deviceId, MessageLoss.LOST, handOff, reclaim);
  }

  /// The device has reconnected. During a reclaim, the loss is kept until it is reported.
  ///
  /// @param again the loss that its next connection has to report, too
  JoinedDevice withReconnected(MessageLoss again) {
    return new JoinedDevice(deviceId, reclaim == null ? again : loss, handOff, reclaim);
  }

  JoinedDevice with(@Nullable HandOff newHandOff) {
    return new JoinedDevice(deviceId, loss, newHandOff, reclaim);
  }

  JoinedDevice with(Reclaim newReclaim) {
    return new JoinedDevice(deviceId, loss, handOff, newReclaim);
  }

  /// @param known the loss that must still be reported to the device
  JoinedDevice withoutReclaim(MessageLoss known) {
    return new JoinedDevice(deviceId, known, handOff, null);
  }

  public boolean isHandOffTarget(String device) {
    return handOff != null && handOff.toDeviceId().equals(device);
  }

  boolean needs(String device) {
    return deviceId.equals(device) || isHandOffTarget(device);
  }

  /// The device that negotiates for the user: the new one from its answer on.
  public String negotiatingDeviceId() {
    return handOff != null && handOff.isAnswered() ? handOff.toDeviceId() : deviceId;
  }
}
