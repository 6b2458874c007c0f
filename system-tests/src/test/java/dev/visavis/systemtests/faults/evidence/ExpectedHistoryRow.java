package dev.visavis.systemtests.faults.evidence;

import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;

/// The state of a participant that the history should show, derived from the events alone and by
/// another algorithm than in history-service.
public enum ExpectedHistoryRow {
  LEFT,
  DECLINED,
  MISSED;

  public static ExpectedHistoryRow of(String userId, List<CallEvent> facts) {
    ExpectedHistoryRow row = isInitiator(userId, facts) ? LEFT : MISSED;
    for (CallEvent fact : facts) {
      if (fact.getParticipantJoined().getUserId().equals(userId)) {
        row = LEFT;
      } else if (fact.getParticipantDeclined().getUserId().equals(userId)) {
        row = DECLINED;
      } else if (fact.getParticipantsInvited().getInvitedList().stream()
              .anyMatch(invited -> isFor(invited, userId))
          && row != LEFT) {
        row = MISSED;
      }
    }
    return row;
  }

  public static boolean isInitiator(String userId, List<CallEvent> facts) {
    return facts.getFirst().getCallInitiated().getInitiator().getId().equals(userId);
  }

  /// Whether the call counts on the user's missed-call badge.
  public static boolean isMissed(String userId, List<CallEvent> facts) {
    return of(userId, facts) == MISSED
        && facts.stream()
            .noneMatch(fact -> fact.getCallEnded().getReason() == EndReason.END_REASON_GLARE);
  }

  private static boolean isFor(InvitedUser invited, String userId) {
    return invited.getUser().getId().equals(userId);
  }
}
