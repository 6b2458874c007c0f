package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.DeviceConnected;
import dev.visavis.call.domain.decision.CallCommand.DeviceDisconnected;
import dev.visavis.call.domain.decision.CallCommand.Ringing;
import dev.visavis.call.domain.state.CallEvent.CallerPageClosed;
import dev.visavis.call.domain.state.CallEvent.DeviceRinging;
import dev.visavis.call.domain.state.CallEvent.DeviceWentOffline;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Devices that alert their user, connect or disconnect.
final class DeviceDecider {
  private DeviceDecider() {}

  static Decision alerting(Transaction transaction, Ringing command) {
    Participant participant = transaction.participant(command.sender().userId());
    String deviceId = command.sender().deviceId();
    Device device = participant.device(deviceId);
    if (participant.isRinging()) {
      return device == null || device.alerted()
          ? transaction.accepted()
          : transaction
              .emit(new DeviceRinging(transaction.at(), participant.userId(), deviceId))
              .accepted();
    }
    // A device of the user has answered already.
    return participant.isHandOffTarget(deviceId) || hasRung(device)
        ? transaction.accepted()
        : rejected(Rejection.INVALID_STATE);
  }

  private static boolean hasRung(@Nullable Device device) {
    return device != null && (device.ringConnectionId() != null || device.end() != null);
  }

  /// Always accepted, even if the user is not in the call: the device waits for this call's part of
  /// the reply to its `register`.
  static Decision connected(Transaction transaction, DeviceConnected command) {
    Participant participant = transaction.call().participant(command.route().userId());
    if (participant == null || participant.blocksCaller()) {
      return transaction.accepted();
    }
    transaction.updateCallWaiting(participant.userId(), command.inCall());
    return transaction.recordConnection(command.route()).accepted();
  }

  static Decision disconnected(Transaction transaction, DeviceDisconnected command) {
    Participant participant = transaction.call().participant(command.userId());
    Device device = participant == null ? null : participant.device(command.deviceId());
    if (participant == null
        || device == null
        || !device.online()
        || !device.isOn(command.connectionId())) {
      return rejected(Rejection.STALE);
    }
    transaction.emit(
        new DeviceWentOffline(command.userId(), device.id(), unreachableAt(transaction, device)));
    HandOffDecider.deviceWentOffline(transaction, participant, device.id());
    Participant after = transaction.participant(command.userId());
    if (after.state() instanceof ParticipantState.Joined joined
        && joined.device().deviceId().equals(device.id())) {
      transaction.reconnecting(command.userId(), loss(after, command));
      if (command.pageClosed() && transaction.call().state() == CallState.RINGING) {
        Instant until = transaction.at().plus(transaction.rules().pageClosedGrace());
        transaction.emit(new CallerPageClosed(until));
      }
    }
    return transaction.accepted();
  }

  /// A device that waits for a reclaim has not got `registered` yet, so it missed no report of
  /// loss.
  private static MessageLoss loss(Participant participant, DeviceDisconnected command) {
    return command.loss() == MessageLoss.UNCONFIRMED && participant.isReclaiming()
        ? MessageLoss.NONE
        : command.loss();
  }

  private static @Nullable Instant unreachableAt(Transaction transaction, Device gone) {
    Participant participant = transaction.participant(gone.route().userId());
    boolean another =
        participant.devices().stream()
            .anyMatch(device -> device.online() && !device.id().equals(gone.id()));
    return participant.isRinging() && !participant.blocksCaller() && !another
        ? transaction.at().plus(transaction.rules().unreachableGrace())
        : null;
  }
}
