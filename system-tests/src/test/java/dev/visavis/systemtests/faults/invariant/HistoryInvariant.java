package dev.visavis.systemtests.faults.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.ExpectedHistoryRow;
import dev.visavis.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Each user's history equals the log: no row is missing, additional or different.
public final class HistoryInvariant {
  private static final Duration APART = Duration.ofMinutes(1);

  private HistoryInvariant() {}

  public static List<String> historyEqualsLog(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    evidence
        .histories()
        .forEach(
            (userId, rows) -> {
              Set<String> expected = new HashSet<>();
              for (String callId : evidence.log().keySet()) {
                if (evidence.hasEvent(callId, fact -> concerns(fact, userId))) {
                  expected.add(callId);
                  compare(userId, evidence.events(callId), rows.get(callId), violations);
                }
              }
              rows.keySet().stream()
                  .filter(callId -> !expected.contains(callId))
                  .forEach(callId -> violations.add(callId + " is not in the log"));
            });
    return violations;
  }

  /// The users of the load never look at their missed calls, so each counts. Calls of one caller
  /// less than a minute apart count once.
  public static List<String> missedCallsEqualLog(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    evidence
        .missed()
        .forEach(
            (userId, count) -> {
              Map<String, List<Instant>> missedByCaller =
                  evidence.log().keySet().stream()
                      .map(evidence::events)
                      .filter(facts -> facts.stream().anyMatch(fact -> concerns(fact, userId)))
                      .filter(facts -> ExpectedHistoryRow.isMissed(userId, facts))
                      .map(List::getFirst)
                      .collect(
                          Collectors.groupingBy(
                              begin -> begin.getCallInitiated().getInitiator().getId(),
                              Collectors.mapping(
                                  HistoryInvariant::occurredAt, Collectors.toList())));
              long expected =
                  missedByCaller.values().stream().mapToLong(HistoryInvariant::counted).sum();
              if (count != expected) {
                violations.add(
                    "%s has %d missed calls, but %d in the log".formatted(userId, count, expected));
              }
            });
    return violations;
  }

  private static long counted(List<Instant> calls) {
    List<Instant> inOrder = calls.stream().sorted().toList();
    return IntStream.range(0, inOrder.size())
        .filter(i -> i == 0 || !inOrder.get(i).isBefore(inOrder.get(i - 1).plus(APART)))
        .count();
  }

  private static Instant occurredAt(CallEvent fact) {
    Timestamp at = fact.getOccurredAt();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  private static boolean concerns(CallEvent fact, String userId) {
    return fact.getCallEnded().getUserIdsList().contains(userId);
  }

  private static void compare(
      String userId, List<CallEvent> facts, @Nullable JsonNode row, List<String> into) {
    expected(userId, facts)
        .forEach(
            (field, value) -> {
              String shown = row == null ? "no row" : row.at(field).asText("");
              if (!shown.equals(value)) {
                into.add(
                    "%s: %s is %s, but %s in the log"
                        .formatted(facts.getFirst().getCallId(), field, shown, value));
              }
            });
  }

  /// The expected fields of the row, by JSON pointer.
  private static Map<String, String> expected(String userId, List<CallEvent> facts) {
    CallInitiated begin = facts.getFirst().getCallInitiated();
    CallEnded end =
        facts.stream()
            .map(CallEvent::getCallEnded)
            .filter(it -> it.getUserIdsCount() > 0)
            .findFirst()
            .orElse(CallEnded.getDefaultInstance());
    boolean outgoing = ExpectedHistoryRow.isInitiator(userId, facts);
    boolean group = facts.stream().anyMatch(CallEvent::hasParticipantsInvited);
    String first = begin.getInvitedCount() == 0 ? "" : begin.getInvited(0).getUser().getId();
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("/state", word(end.getState(), "CALL_STATE_"));
    expected.put("/created_at", instant(facts, CallEvent::hasCallInitiated));
    expected.put("/connected_at", instant(facts, CallEvent::hasCallConnected));
    expected.put("/ended_at", instant(facts, CallEvent::hasCallEnded));
    expected.put("/end_reason", word(end.getReason(), "END_REASON_"));
    expected.put("/kind", group ? "group" : word(begin.getKind(), "CALL_KIND_"));
    expected.put("/call_type", word(begin.getCallType(), "CALL_TYPE_"));
    expected.put("/direction", outgoing ? "outgoing" : "incoming");
    expected.put(
        "/participant_state", ExpectedHistoryRow.of(userId, facts).name().toLowerCase(Locale.ROOT));
    expected.put("/participants_count", Integer.toString(end.getUserIdsCount()));
    expected.put("/other_party/id", outgoing ? first : begin.getInitiator().getId());
    return expected;
  }

  private static String word(Enum<?> value, String prefix) {
    return value.name().replace(prefix, "").toLowerCase(Locale.ROOT);
  }

  /// The time of an event in the wire's format; empty if the call has no such event.
  private static String instant(List<CallEvent> facts, Predicate<CallEvent> which) {
    return facts.stream()
        .filter(which)
        .map(fact -> text(fact.getOccurredAt()))
        .findFirst()
        .orElse("");
  }

  private static String text(Timestamp at) {
    return Timestamps.write(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()));
  }
}
