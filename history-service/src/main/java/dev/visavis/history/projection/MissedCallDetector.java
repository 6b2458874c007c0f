package dev.visavis.history.projection;

import static dev.visavis.proto.v1.EndReason.END_REASON_GLARE;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;

import dev.visavis.history.missed.MissedCallChange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the users who have missed a call, or have not after all, by what changed in it. A replay
/// that changes nothing finds nobody.
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
    // Rung once more in the same call, and in vain again.
    boolean anew = then != null && !now.position().equals(then.position());
    return isMissed != wasMissed || (isMissed && anew);
  }

  /// When two users call each other at once, neither has missed the other.
  private static boolean isMissed(CallRecord call, ParticipantRecord participant) {
    return participant.state() == PARTICIPANT_STATE_MISSED
        && participant.visible()
        && call.endReason() != END_REASON_GLARE;
  }
}
