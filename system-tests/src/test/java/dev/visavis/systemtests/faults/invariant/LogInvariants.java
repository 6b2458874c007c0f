package dev.visavis.systemtests.faults.invariant;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the topic of events promises to whoever reads it.
final class LogInvariants {
  private LogInvariants() {}

  /// Each call has one end, which is its last fact; and no device waited for an end in vain.
  static List<String> everyCallEnds(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (String callId : evidence.log().keySet()) {
      List<CallEvent> facts = evidence.events(callId);
      long ends = facts.stream().filter(CallEvent::hasCallEnded).count();
      if (ends != 1 || !facts.getLast().hasCallEnded()) {
        violations.add(callId + " has " + ends + " ends, and last of all " + facts.getLast());
      }
    }
    evidence.rounds().stream()
        .filter(CallAttempt::isUnfinished)
        .forEach(r -> violations.add(r.toString()));
    return violations;
  }

  /// Apart from repeats, versions count from 1 and the facts of a version from 0.
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

  /// An event that comes again after a crash says the same to the letter: the log never forks.
  static List<String> repeatsAreIdentical(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (List<CallEvent> events : evidence.log().values()) {
      Map<String, CallEvent> first = new HashMap<>();
      for (CallEvent event : events) {
        CallEvent before = first.putIfAbsent(event.getEventId(), event);
        if (before != null && !before.equals(event)) {
          violations.add(before + " came again as " + event);
        }
      }
    }
    return violations;
  }
}
