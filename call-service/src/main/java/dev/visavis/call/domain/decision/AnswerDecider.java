package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.AnswerCall;
import dev.visavis.call.domain.decision.CallCommand.JoinCall;
import dev.visavis.call.domain.state.CallEvent.CallConnected;
import dev.visavis.call.domain.state.CallEvent.MessageStored;
import dev.visavis.call.domain.state.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Out;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.state.ReliableMessages;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.Sender;
import org.jspecify.annotations.Nullable;

/// `answer_call` and `join_call`: the first device of a user wins and joins; every other is
/// refused. So is a fifth participant while there is no media server: the call rings on for them.
final class AnswerDecider {
  private AnswerDecider() {}

  static Decision answer(Transaction transaction, AnswerCall command) {
    Participant callee = transaction.participant(command.sender().userId());
    String device = command.sender().deviceId();
    if (callee.isRinging()) {
      if (transaction.call().isFullWithoutRoom()) {
        return rejected(Rejection.NO_MEDIA_SERVER);
      }
      joinDevice(transaction, command.sender(), command.offer());
      storeForAbsentPeers(transaction, callee.userId(), command.offer());
      return transaction.accepted();
    }
    if (transaction.call().state() == CallState.RINGING) {
      return rejected(Rejection.INVALID_STATE); // the caller, who cannot answer their own call
    }
    if (callee.isHandOffTarget(device)) {
      return HandOffDecider.answered(transaction, command);
    }
    // The winner repeats its answer: it gets the call state again.
    return callee.isJoinedOn(device)
        ? transaction.accepted()
        : rejected(Rejection.CALL_UNAVAILABLE);
  }

  static Decision join(Transaction transaction, JoinCall command) {
    Participant participant = transaction.participant(command.sender().userId());
    return switch (participant.state()) {
      case Ringing _, Out _ when transaction.call().isFullWithoutRoom() ->
          rejected(Rejection.NO_MEDIA_SERVER);
      case Ringing _, Out _ -> {
        joinDevice(transaction, command.sender(), null);
        yield transaction.accepted();
      }
      case InCall _ ->
          participant.isJoinedOn(command.sender().deviceId())
              ? transaction.accepted()
              : rejected(Rejection.CALL_UNAVAILABLE);
    };
  }

  private static void joinDevice(
      Transaction transaction, Sender sender, @Nullable OpaquePayload offer) {
    String user = sender.userId();
    Route newcomer = transaction.participant(user).state() instanceof Out ? sender.route() : null;
    transaction.emit(
        new ParticipantJoined(transaction.at(), user, sender.deviceId(), offer, newcomer));
    if (transaction.call().state() == CallState.RINGING) {
      transaction.emit(new CallConnected(transaction.at()));
    }
    Device device = transaction.participant(user).device(sender.deviceId());
    if (device != null && device.online()) {
      transaction.deliverMailbox(user);
    } else {
      // Its socket closed right after the answer.
      transaction.reconnecting(user, MessageLoss.NONE);
    }
  }

  private static void storeForAbsentPeers(
      Transaction transaction, String userId, @Nullable OpaquePayload offer) {
    for (Participant other : transaction.call().participantsInCall()) {
      if (!other.userId().equals(userId) && other.reachableDevice() == null) {
        transaction.emit(
            new MessageStored(
                other.userId(),
                ReliableMessages.answered(transaction.call(), transaction.at(), userId, offer)));
      }
    }
  }
}
