package dev.visavis.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Each user's history is what the log says of their calls, no more and no less.
final class HistoryInvariant {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HistoryInvariant() {}

  static List<String> historyEqualsLog(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    evidence
        .histories()
        .forEach(
            (userId, rows) -> {
              Set<String> expected = new HashSet<>();
              for (String callId : evidence.log().keySet()) {
                if (evidence.hasFact(callId, fact -> concerns(fact, userId))) {
                  expected.add(callId);
                  compare(evidence.facts(callId), rows.get(callId), violations);
                }
              }
              rows.keySet().stream()
                  .filter(callId -> !expected.contains(callId))
                  .forEach(callId -> violations.add(callId + " is in no log"));
            });
    return violations;
  }

  private static boolean concerns(CallEvent fact, String userId) {
    return fact.getCallEnded().getUserIdsList().contains(userId);
  }

  private static void compare(List<CallEvent> facts, @Nullable JsonNode row, List<String> into) {
    Map<String, String> expected =
        Map.of(
            "state", state(facts),
            "created_at", instant(facts, CallEvent::hasCallInitiated),
            "connected_at", instant(facts, CallEvent::hasCallConnected),
            "ended_at", instant(facts, CallEvent::hasCallEnded));
    expected.forEach(
        (field, value) -> {
          String shown = row == null ? "no row" : row.path(field).asText("");
          if (!shown.equals(value)) {
            into.add(
                "%s: %s is %s, and %s in the log"
                    .formatted(facts.getFirst().getCallId(), field, shown, value));
          }
        });
  }

  private static String state(List<CallEvent> facts) {
    return facts.stream()
        .filter(CallEvent::hasCallEnded)
        .map(fact -> fact.getCallEnded().getState().name())
        .map(name -> name.substring("CALL_STATE_".length()).toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("live");
  }

  /// As the wire writes it; empty where the call has no such fact.
  private static String instant(List<CallEvent> facts, Predicate<CallEvent> which) {
    return facts.stream()
        .filter(which)
        .map(fact -> text(fact.getOccurredAt()))
        .findFirst()
        .orElse("");
  }

  private static String text(Timestamp at) {
    return INSTANT.format(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()));
  }
}
