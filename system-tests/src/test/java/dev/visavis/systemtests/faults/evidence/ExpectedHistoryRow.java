package dev.visavis.systemtests.faults.evidence;

import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;

/// How a call went for one of its people, by the facts alone: worked out in another way than
/// history-service does it.
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

  /// Whether it counts as a missed call on the badge.
  public static boolean isMissed(String userId, List<CallEvent> facts) {
    return of(userId, facts) == MISSED
        && facts.stream()
            .noneMatch(fact -> fact.getCallEnded().getReason() == EndReason.END_REASON_GLARE);
  }

  private static boolean isFor(InvitedUser invited, String userId) {
    return invited.getUser().getId().equals(userId);
  }
}
