package dev.visavis.history.projection;

import static dev.visavis.proto.v1.EndReason.END_REASON_GLARE;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;

import dev.visavis.history.missed.MissedChange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who has missed a call, or has not after all, by what changed in it. A replay that changes
/// nothing finds nobody.
final class Misses {
  private Misses() {}

  static Stream<MissedChange> between(@Nullable CallRecord before, CallRecord after) {
    return after.participants().values().stream()
        .filter(who -> hasChanged(before, after, who))
        .map(who -> new MissedChange(after.id(), who.userId(), isMissed(after, who)));
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

  /// Of two who call each other at once neither has missed the other.
  private static boolean isMissed(CallRecord call, ParticipantRecord who) {
    return who.state() == PARTICIPANT_STATE_MISSED
        && who.visible()
        && call.endReason() != END_REASON_GLARE;
  }
}
