package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.DeadlineReached;
import dev.visavis.call.domain.state.CallEvent.ParticipantLeft;
import dev.visavis.call.domain.state.CallEvent.ParticipantMissed;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.InvariantViolationException;
import dev.visavis.call.domain.value.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides deadlines that were reached. Only a deadline that the call still has changes anything;
/// one that was met, moved or already decided is stale.
final class DeadlineDecider {
  private DeadlineDecider() {}

  static Decision reached(Transaction transaction, DeadlineReached command) {
    Deadline deadline = command.deadline();
    if (!transaction.call().deadlines().contains(deadline)) {
      return rejected(Rejection.STALE);
    }
    return switch (deadline.kind()) {
      case RING -> ringTimedOut(transaction, deadline.dueAt());
      case UNREACHABLE -> unreachable(transaction, deadline.userId());
      case RECONNECT -> reconnectTimedOut(transaction, deadline.userId());
      case HAND_OFF -> HandOffDecider.timedOut(transaction, deadline.userId());
      case RECALL -> transaction.reclaimTimedOut(who(deadline.userId())).accepted();
      case TOPOLOGY -> TopologyDecider.leaveSfu(transaction);
      case ROOM -> RoomDecider.due(transaction);
      case PAGE_CLOSED -> transaction.end(CallState.CANCELLED, EndReason.CANCELLED).accepted();
      case FORGET -> rejected(Rejection.STALE); // the store does it without a command
    };
  }

  private static Decision ringTimedOut(Transaction transaction, Instant dueAt) {
    for (Participant participant : transaction.call().participants()) {
      if (participant.state() instanceof Ringing ringing && !ringing.until().isAfter(dueAt)) {
        transaction.emit(
            new ParticipantMissed(transaction.at(), participant.userId(), EndReason.NO_ANSWER));
      }
    }
    return transaction.endIfNobodyCanTalk(EndReason.NO_ANSWER).accepted();
  }

  private static Decision unreachable(Transaction transaction, @Nullable String userId) {
    return transaction
        .emit(new ParticipantMissed(transaction.at(), who(userId), EndReason.UNAVAILABLE))
        .endIfNobodyCanTalk(EndReason.UNAVAILABLE)
        .accepted();
  }

  private static Decision reconnectTimedOut(Transaction transaction, @Nullable String userId) {
    Participant participant = transaction.participant(who(userId));
    JoinedDevice joinedDevice = participant.joinedDevice();
    if (joinedDevice == null) {
      throw new InvariantViolationException("reconnecting without a joined device: " + userId);
    }
    transaction.emit(
        new ParticipantLeft(
            transaction.at(), participant.userId(), joinedDevice.deviceId(), EndReason.PEER_LOST));
    boolean nobodyCalls =
        transaction.call().state() == CallState.RINGING
            && transaction.call().participantsInCall().isEmpty();
    return nobodyCalls
        ? transaction.end(CallState.CANCELLED, EndReason.PEER_LOST).accepted()
        : transaction.endIfNobodyCanTalk(EndReason.PEER_LOST).accepted();
  }

  private static String who(@Nullable String userId) {
    if (userId == null) {
      throw new InvariantViolationException("a deadline of a participant without a user");
    }
    return userId;
  }
}
