package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.ProfileChanged;
import dev.visavis.call.domain.state.CallEvent.CallerBlocked;
import dev.visavis.call.domain.state.CallEvent.ParticipantRenamed;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.Rejection;

/// Decides what a changed profile of a participant changes in the call.
final class ProfileDecider {
  private ProfileDecider() {}

  static Decision changed(Transaction transaction, ProfileChanged command) {
    Participant participant = transaction.call().participant(command.user().id());
    if (participant == null) {
      return rejected(Rejection.STALE);
    }
    if (!participant.user().equals(command.user())) {
      transaction.emit(new ParticipantRenamed(command.user()));
    }
    boolean turnsAway =
        participant.state() instanceof Ringing ringing
            && !participant.blocksCaller()
            && (command.blocked().contains(transaction.call().initiatorId())
                || command.blocked().contains(ringing.byUserId()));
    if (turnsAway) {
      transaction.emit(new CallerBlocked(transaction.at(), participant.userId()));
    }
    return transaction.accepted();
  }
}
