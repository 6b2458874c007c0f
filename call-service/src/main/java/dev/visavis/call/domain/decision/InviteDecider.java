package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.InitiateCall;
import dev.visavis.call.domain.decision.CallCommand.InvitePeople;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent.CallInitiated;
import dev.visavis.call.domain.state.CallEvent.ParticipantMissed;
import dev.visavis.call.domain.state.CallEvent.ParticipantsInvited;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `initiate_call` and `invite`: which users ring.
final class InviteDecider {
  private InviteDecider() {}

  static Decision initiate(Transaction transaction, InitiateCall command) {
    List<Callee> callees = distinct(command.callees());
    if (callees.isEmpty() || isAmong(callees, command.sender().userId())) {
      return rejected(Rejection.INVALID_MESSAGE);
    }
    if (callees.size() >= CallRules.MAX_PARTICIPANTS) {
      return rejected(Rejection.CALL_FULL);
    }
    transaction.emit(
        new CallInitiated(
            transaction.at(),
            command.sender().user(),
            command.sender().route(),
            command.type(),
            callees.size() > 1 ? CallKind.GROUP : command.kind(),
            command.idempotencyKey(),
            callees,
            others(command),
            ringDeadline(transaction)));
    return markUnreachableAsMissed(transaction, callees).accepted();
  }

  static Decision invite(Transaction transaction, InvitePeople command) {
    Participant by = transaction.participant(command.sender().userId());
    if (!by.isJoinedOn(command.sender().deviceId())) {
      return rejected(by.isInCall() ? Rejection.NOT_A_PARTICIPANT : Rejection.INVALID_STATE);
    }
    List<Callee> callees = new ArrayList<>(distinct(command.callees()));
    callees.removeIf(callee -> isInOrRinging(transaction.call(), callee.user().id()));
    if (peopleAfter(transaction.call(), callees) > CallRules.MAX_PARTICIPANTS) {
      return rejected(Rejection.CALL_FULL);
    }
    if (callees.isEmpty()) {
      return transaction.accepted();
    }
    transaction.emit(
        new ParticipantsInvited(transaction.at(), by.userId(), callees, ringDeadline(transaction)));
    return markUnreachableAsMissed(transaction, callees).accepted();
  }

  private static Transaction markUnreachableAsMissed(
      Transaction transaction, List<Callee> callees) {
    for (Callee callee : callees) {
      if (callee.devices().isEmpty()) {
        transaction.emit(
            new ParticipantMissed(transaction.at(), callee.user().id(), EndReason.UNAVAILABLE));
      }
    }
    return transaction.endIfNobodyCanTalk(EndReason.UNAVAILABLE);
  }

  private static Instant ringDeadline(Transaction transaction) {
    return transaction.at().plus(transaction.rules().ringTimeout());
  }

  private static List<Route> others(InitiateCall command) {
    return command.otherDevices().stream()
        .filter(route -> !route.deviceId().equals(command.sender().deviceId()))
        .limit(Participant.MAX_DEVICES - 1)
        .toList();
  }

  private static List<Callee> distinct(List<Callee> callees) {
    Set<String> seen = new HashSet<>();
    return callees.stream().filter(callee -> seen.add(callee.user().id())).toList();
  }

  private static boolean isAmong(List<Callee> callees, String userId) {
    return callees.stream().anyMatch(callee -> callee.user().id().equals(userId));
  }

  private static boolean isInOrRinging(Call call, String userId) {
    Participant participant = call.participant(userId);
    return participant != null && (participant.isInCall() || participant.isRinging());
  }

  /// Counts everybody who ever was in the call, because a call's record contains them all.
  private static long peopleAfter(Call call, List<Callee> callees) {
    return call.participants().size()
        + callees.stream().filter(c -> call.participant(c.user().id()) == null).count();
  }
}
