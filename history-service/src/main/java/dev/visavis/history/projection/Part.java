package dev.visavis.history.projection;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody's part in a call: a row of `call_participants`.
record Part(CallRecord call, ParticipantRecord who) {
  static Stream<Part> changed(@Nullable CallRecord before, CallRecord after) {
    return after.participants().values().stream()
        .filter(who -> before == null || !who.equals(before.participants().get(who.userId())))
        .map(who -> new Part(after, who));
  }
}
