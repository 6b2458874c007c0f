package dev.visavis.history.projection;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A row of `call_participants` with its call.
record ParticipantUpdate(CallRecord call, ParticipantRecord participant) {
  static Stream<ParticipantUpdate> changed(@Nullable CallRecord before, CallRecord after) {
    return after.participants().values().stream()
        .filter(
            participant ->
                before == null
                    || !participant.equals(before.participants().get(participant.userId())))
        .map(participant -> new ParticipantUpdate(after, participant));
  }
}
