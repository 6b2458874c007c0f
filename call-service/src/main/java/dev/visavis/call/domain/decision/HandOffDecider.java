package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.AnswerCall;
import dev.visavis.call.domain.decision.CallCommand.DeclineCall;
import dev.visavis.call.domain.decision.CallCommand.MediaState;
import dev.visavis.call.domain.decision.CallCommand.TransferCall;
import dev.visavis.call.domain.state.CallEvent.HandOffAborted;
import dev.visavis.call.domain.state.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.state.CallEvent.HandOffStarted;
import dev.visavis.call.domain.state.CallEvent.MessageStored;
import dev.visavis.call.domain.state.CallEvent.ParticipantMoved;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.ReliableMessages;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.InvariantViolationException;
import dev.visavis.call.domain.value.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `transfer_call`: a user's side of the call moves to another device of the same user. The old
/// device stays in the call until the new one is up.
final class HandOffDecider {
  private HandOffDecider() {}

  static Decision start(Transaction transaction, TransferCall command) {
    Participant user = transaction.participant(command.sender().userId());
    JoinedDevice joinedDevice = user.joinedDevice();
    if (joinedDevice == null || transaction.call().state() != CallState.CONNECTED) {
      return rejected(Rejection.INVALID_STATE);
    }
    String from = command.sender().deviceId();
    String target = command.toDeviceId();
    boolean isPull = from.equals(target);
    if (!isPull && !user.isJoinedOn(from)) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    if (joinedDevice.isHandOffTarget(target)) {
      return transaction.accepted();
    }
    if (joinedDevice.deviceId().equals(target)) {
      return abortCurrent(transaction, user).accepted(); // it is there already, or comes back
    }
    Device device = user.device(target);
    if (device == null || !device.online()) {
      return rejected(Rejection.DEVICE_NOT_FOUND);
    }
    boolean passesOn =
        joinedDevice.negotiatingDeviceId().equals(from) && !joinedDevice.deviceId().equals(from);
    HandOff handOff =
        new HandOff(
            target,
            !isPull,
            false,
            transaction.at().plus(transaction.rules().handOffRingTimeout()));
    return (passesOn ? complete(transaction, user.userId()) : abortCurrent(transaction, user))
        .emit(new HandOffStarted(user.userId(), handOff))
        .accepted();
  }

  /// Aborts the current hand-off, if there is one. A target that had answered was in the call.
  private static Transaction abortCurrent(Transaction transaction, Participant user) {
    HandOff handOff = user.handOff();
    return handOff == null
        ? transaction
        : abort(
            transaction,
            user.userId(),
            handOff.isAnswered() ? EndReason.TRANSFERRED : EndReason.CANCELLED);
  }

  /// The target negotiates from now on; the old device stays until the new one is up.
  static Decision answered(Transaction transaction, AnswerCall command) {
    Participant user = transaction.participant(command.sender().userId());
    HandOff handOff = user.handOff();
    if (handOff == null || handOff.isAnswered()) {
      return transaction.accepted();
    }
    Instant until = transaction.at().plus(transaction.rules().handOffCompletionTimeout());
    transaction.emit(new HandOffAnswered(user.userId(), command.offer(), until));
    storeForAbsentPeers(
        transaction,
        ReliableMessages.moved(
            transaction.call(), user.userId(), command.offer(), until.toString()));
    if (user.state() instanceof ParticipantState.Reconnecting) {
      complete(transaction, user.userId());
    }
    return transaction.accepted();
  }

  private static void storeForAbsentPeers(Transaction transaction, Message.ParticipantMoved moved) {
    for (Participant other : transaction.call().participantsInCall()) {
      if (!other.userId().equals(moved.userId()) && other.reachableDevice() == null) {
        transaction.emit(new MessageStored(other.userId(), moved));
      }
    }
  }

  static Decision declined(Transaction transaction, DeclineCall command) {
    return abort(transaction, command.sender().userId(), command.reason().asEndReason()).accepted();
  }

  /// The new device has sent `media_state`: its side is up.
  static void completeIfUp(Transaction transaction, MediaState command) {
    Participant user = transaction.participant(command.sender().userId());
    HandOff handOff = user.handOff();
    if (handOff != null
        && handOff.isAnswered()
        && handOff.toDeviceId().equals(command.sender().deviceId())) {
      complete(transaction, user.userId());
    }
  }

  static Decision timedOut(Transaction transaction, @Nullable String userId) {
    Participant user = userId == null ? null : transaction.call().participant(userId);
    HandOff handOff = user == null ? null : user.handOff();
    if (user == null || handOff == null) {
      throw new InvariantViolationException("a deadline of a missing hand-off: " + userId);
    }
    return handOff.isAnswered()
        ? complete(transaction, user.userId()).accepted()
        : abort(transaction, user.userId(), EndReason.MISSED).accepted();
  }

  /// If one of the two devices goes offline during the hand-off, the other one has the call.
  static void deviceWentOffline(Transaction transaction, Participant before, String deviceId) {
    JoinedDevice joinedDevice = before.joinedDevice();
    HandOff handOff = before.handOff();
    if (joinedDevice == null || handOff == null) {
      return;
    }
    if (handOff.toDeviceId().equals(deviceId)) {
      abort(transaction, before.userId(), EndReason.MISSED);
    } else if (joinedDevice.deviceId().equals(deviceId) && handOff.isAnswered()) {
      complete(transaction, before.userId());
    }
  }

  private static Transaction complete(Transaction transaction, String userId) {
    JoinedDevice joinedDevice = transaction.participant(userId).joinedDevice();
    HandOff handOff = transaction.participant(userId).handOff();
    if (joinedDevice == null || handOff == null) {
      throw new InvariantViolationException("no hand-off to complete for " + userId);
    }
    return transaction
        .emit(
            new ParticipantMoved(
                transaction.at(), userId, joinedDevice.deviceId(), handOff.toDeviceId()))
        .deliverMailbox(userId);
  }

  private static Transaction abort(Transaction transaction, String userId, EndReason reason) {
    HandOff handOff = transaction.participant(userId).handOff();
    if (handOff == null) {
      return transaction;
    }
    transaction.emit(new HandOffAborted(userId, handOff.toDeviceId(), reason));
    if (handOff.isAnswered()) {
      storeForAbsentPeers(
          transaction, ReliableMessages.movedBack(transaction.call(), userId, handOff));
    }
    return transaction;
  }
}
