package dev.visavis.history.projection;

import static dev.visavis.proto.v1.EndReason.END_REASON_GLARE;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;

import dev.visavis.history.missed.MissedCallChange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares a call before and after an event, and finds the users who have now missed it or no
/// longer have. A replay changes nothing and finds nobody.
final class MissedCallDetector {
  private MissedCallDetector() {}

  static Stream<MissedCallChange> between(@Nullable CallRecord before, CallRecord after) {
    return after.participants().values().stream()
        .filter(participant -> hasChanged(before, after, participant))
        .map(
            participant ->
                new MissedCallChange(
                    after.id(), participant.userId(), isMissed(after, participant)));
  }

  private static boolean hasChanged(
      @Nullable CallRecord before, CallRecord after, ParticipantRecord now) {
    ParticipantRecord then = before == null ? null : before.participants().get(now.userId());
    boolean wasMissed = before != null && then != null && isMissed(before, then);
    boolean isMissed = isMissed(after, now);
    // The user was rung again in the same call and missed it again.
    boolean again = then != null && !now.position().equals(then.position());
    return isMissed != wasMissed || (isMissed && again);
  }

  /// In a glare, neither user has missed the other.
  private static boolean isMissed(CallRecord call, ParticipantRecord participant) {
    return participant.state() == PARTICIPANT_STATE_MISSED
        && participant.visible()
        && call.endReason() != END_REASON_GLARE;
  }
}
