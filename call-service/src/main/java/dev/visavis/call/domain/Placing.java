package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.InvitePeople;
import dev.visavis.call.domain.CallCommand.PlaceCall;
import dev.visavis.call.domain.CallEvent.CallInitiated;
import dev.visavis.call.domain.CallEvent.ParticipantMissed;
import dev.visavis.call.domain.CallEvent.ParticipantsInvited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `initiate_call` and `invite`: who is rung.
final class Placing {
  private Placing() {}

  static Decision decide(Story story, PlaceCall command) {
    List<Callee> callees = distinct(command.callees());
    if (callees.isEmpty() || isAmong(callees, command.sender().userId())) {
      return rejected(Rejection.INVALID_MESSAGE);
    }
    if (callees.size() >= CallRules.MAX_PARTICIPANTS) {
      return rejected(Rejection.CALL_FULL);
    }
    story.then(
        new CallInitiated(
            story.at(),
            command.sender().user(),
            command.sender().route(),
            command.type(),
            callees.size() > 1 ? CallKind.GROUP : command.kind(),
            command.idempotencyKey(),
            callees,
            others(command),
            ringUntil(story)));
    return missWhoHasNoDevice(story, callees).accepted();
  }

  static Decision invite(Story story, InvitePeople command) {
    Participant by = story.participant(command.sender().userId());
    if (!by.isSeated(command.sender().deviceId())) {
      return rejected(by.isIn() ? Rejection.NOT_A_PARTICIPANT : Rejection.INVALID_STATE);
    }
    List<Callee> callees = new ArrayList<>(distinct(command.callees()));
    callees.removeIf(callee -> isInOrRinging(story.call(), callee.user().id()));
    if (peopleAfter(story.call(), callees) > CallRules.MAX_PARTICIPANTS) {
      return rejected(Rejection.CALL_FULL);
    }
    if (callees.isEmpty()) {
      return story.accepted();
    }
    story.then(new ParticipantsInvited(story.at(), by.userId(), callees, ringUntil(story)));
    return missWhoHasNoDevice(story, callees).accepted();
  }

  private static Story missWhoHasNoDevice(Story story, List<Callee> callees) {
    for (Callee callee : callees) {
      if (callee.devices().isEmpty()) {
        story.then(new ParticipantMissed(story.at(), callee.user().id(), EndReason.UNAVAILABLE));
      }
    }
    return story.endIfNothingIsLeft(EndReason.UNAVAILABLE);
  }

  private static Instant ringUntil(Story story) {
    return story.at().plus(story.rules().ringTimeout());
  }

  private static List<Route> others(PlaceCall command) {
    return command.otherDevices().stream()
        .filter(route -> !route.deviceId().equals(command.sender().deviceId()))
        .limit(ParticipantDraft.MAX_DEVICES - 1)
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
    return participant != null && (participant.isIn() || participant.isRinging());
  }

  /// Everybody who ever had a part counts: a call's record is bounded by it.
  private static long peopleAfter(Call call, List<Callee> callees) {
    return call.participants().size()
        + callees.stream().filter(c -> call.participant(c.user().id()) == null).count();
  }
}
