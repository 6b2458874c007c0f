package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.MessageLoss;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The device with which a user is in the call.
///
/// @param reconnectDeadline set while the device is reconnecting
/// @param loss what it may have missed, once it has reconnected
/// @param handOff the hand-off under way to another device
/// @param reclaim set while messages to the device's previous connection are reclaimed
public record JoinedDevice(
    String deviceId,
    @Nullable Instant reconnectDeadline,
    MessageLoss loss,
    @Nullable HandOff handOff,
    @Nullable Reclaim reclaim) {

  public static JoinedDevice of(String deviceId) {
    return new JoinedDevice(deviceId, null, MessageLoss.NONE, null, null);
  }

  JoinedDevice withReconnecting(Instant until, MessageLoss more) {
    return new JoinedDevice(deviceId, until, loss.or(more), handOff, reclaim);
  }

  /// A message for the device is lost.
  JoinedDevice withMessagesLost() {
    return new JoinedDevice(deviceId, reconnectDeadline, MessageLoss.LOST, handOff, reclaim);
  }

  /// The loss is remembered until the device has been told.
  JoinedDevice withReconnected() {
    return new JoinedDevice(
        deviceId, null, reclaim == null ? MessageLoss.NONE : loss, handOff, reclaim);
  }

  JoinedDevice with(@Nullable HandOff newHandOff) {
    return new JoinedDevice(deviceId, reconnectDeadline, loss, newHandOff, reclaim);
  }

  JoinedDevice withReclaim(Reclaim newRecall, MessageLoss more) {
    return new JoinedDevice(deviceId, reconnectDeadline, loss.or(more), handOff, newRecall);
  }

  /// The reclaim has ended, and a device that is connected is told what it may miss.
  JoinedDevice withoutReclaim(MessageLoss more) {
    MessageLoss known = reconnectDeadline == null ? MessageLoss.NONE : loss.or(more);
    return new JoinedDevice(deviceId, reconnectDeadline, known, handOff, null);
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
