package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.DeclineCall;
import dev.visavis.call.domain.decision.CallCommand.EndCall;
import dev.visavis.call.domain.decision.CallCommand.GlareDetected;
import dev.visavis.call.domain.state.CallEvent.ParticipantDeclined;
import dev.visavis.call.domain.state.CallEvent.ParticipantLeft;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Rejection;

/// `decline_call`, `end_call`, and the end of a call by glare.
final class EndDecider {
  private EndDecider() {}

  static Decision decline(Transaction transaction, DeclineCall command) {
    Participant callee = transaction.participant(command.sender().userId());
    String device = command.sender().deviceId();
    if (callee.isHandOffTarget(device)) {
      return HandOffDecider.declined(transaction, command);
    }
    return callee.isRinging()
        ? declineAll(transaction, command)
        : rejected(tooLateToDecline(transaction, callee, device));
  }

  /// The initiator, and the device that has answered, cannot decline.
  private static Rejection tooLateToDecline(
      Transaction transaction, Participant callee, String device) {
    boolean answeredElsewhere =
        transaction.call().state() == CallState.CONNECTED && !callee.isJoinedOn(device);
    return answeredElsewhere ? Rejection.CALL_UNAVAILABLE : Rejection.INVALID_STATE;
  }

  private static Decision declineAll(Transaction transaction, DeclineCall command) {
    String user = command.sender().userId();
    String device = command.sender().deviceId();
    return transaction
        .emit(new ParticipantDeclined(transaction.at(), user, device, command.reason()))
        .endIfNobodyCanTalk(command.reason().asEndReason())
        .accepted();
  }

  static Decision end(Transaction transaction, EndCall command) {
    Participant participant = transaction.participant(command.sender().userId());
    if (participant.isRinging()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!participant.isJoinedOn(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    return transaction.call().state() == CallState.RINGING
        ? transaction.end(CallState.CANCELLED, EndReason.CANCELLED).accepted()
        : leave(transaction, participant, command);
  }

  private static Decision leave(Transaction transaction, Participant participant, EndCall command) {
    boolean forEveryone = command.forEveryone() && transaction.call().kind() == CallKind.GROUP;
    if (forEveryone && !participant.userId().equals(transaction.call().initiatorId())) {
      return rejected(Rejection.INVALID_STATE);
    }
    transaction.emit(
        new ParticipantLeft(
            transaction.at(), participant.userId(), command.sender().deviceId(), EndReason.ENDED));
    return forEveryone
        ? transaction.end(CallState.ENDED, EndReason.ENDED).accepted()
        : transaction.endIfNobodyCanTalk(EndReason.ENDED).accepted();
  }

  static Decision glare(Transaction transaction, GlareDetected command) {
    // The call was answered meanwhile, so there is no glare.
    return transaction.call().state() == CallState.RINGING
        ? transaction.end(CallState.CANCELLED, EndReason.GLARE, command.continuesAs()).accepted()
        : rejected(Rejection.STALE);
  }

  static Decision fail(Transaction transaction) {
    CallState state =
        transaction.call().state() == CallState.CONNECTED ? CallState.ENDED : CallState.MISSED;
    return transaction.end(state, EndReason.FAILED).accepted();
  }
}
