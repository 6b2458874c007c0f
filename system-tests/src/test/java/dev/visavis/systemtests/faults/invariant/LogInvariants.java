package dev.visavis.systemtests.faults.invariant;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Invariants of the topic `visavis.call.events`.
final class LogInvariants {
  private LogInvariants() {}

  /// Each call has one end, which is its last event, and every device got the messages that it
  /// waited for.
  static List<String> everyCallEnds(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (String callId : evidence.log().keySet()) {
      List<CallEvent> facts = evidence.events(callId);
      long ends = facts.stream().filter(CallEvent::hasCallEnded).count();
      if (ends != 1 || !facts.getLast().hasCallEnded()) {
        violations.add(callId + " has " + ends + " ends; its last event is " + facts.getLast());
      }
    }
    evidence.rounds().stream()
        .filter(CallAttempt::isUnfinished)
        .forEach(r -> violations.add(r.toString()));
    return violations;
  }

  /// Without repeats, versions are consecutive from 1, and the indexes within a version from 0.
  static List<String> eventsWithoutGap(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (String callId : evidence.log().keySet()) {
      int version = 0;
      int index = 0;
      for (CallEvent fact : evidence.events(callId)) {
        boolean sameVersion = fact.getVersion() == version && fact.getIndex() == index + 1;
        boolean nextVersion = fact.getVersion() == version + 1 && fact.getIndex() == 0;
        if (!sameVersion && !nextVersion) {
          violations.add("%s follows %d:%d".formatted(fact.getEventId(), version, index));
        }
        version = fact.getVersion();
        index = fact.getIndex();
      }
    }
    return violations;
  }

  /// An event that is repeated after a crash is identical, so the log never forks.
  static List<String> repeatsAreIdentical(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (List<CallEvent> events : evidence.log().values()) {
      Map<String, CallEvent> first = new HashMap<>();
      for (CallEvent event : events) {
        CallEvent before = first.putIfAbsent(event.getEventId(), event);
        if (before != null && !before.equals(event)) {
          violations.add(before + " was repeated as " + event);
        }
      }
    }
    return violations;
  }
}
