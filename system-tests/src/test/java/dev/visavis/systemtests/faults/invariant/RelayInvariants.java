package dev.visavis.systemtests.faults.invariant;

import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Invariants of relayed signals. The text of a candidate is `candidate:DEVICE NUMBER`.
final class RelayInvariants {
  private RelayInvariants() {}

  /// Candidates arrive in the order in which they were sent, each once.
  static List<String> relayedOnceInOrder(Evidence evidence) {
    Map<String, Integer> latest = new HashMap<>();
    List<String> violations = new ArrayList<>();
    evidence
        .received("ice_candidate")
        .forEach(
            entry -> {
              int space = entry.detail().indexOf(' ');
              int number = Integer.parseInt(entry.detail().substring(space + 1));
              String way = entry.callId() + entry.device() + entry.detail().substring(0, space);
              Integer before = latest.put(way, number);
              if (before != null && before >= number) {
                violations.add(entry + " after number " + before);
              }
            });
    return violations;
  }

  /// Every candidate of a call without a broken socket and without an error has arrived.
  static List<String> nothingRelayedIsLost(Evidence evidence) {
    Set<String> arrived = new HashSet<>();
    evidence
        .received("ice_candidate")
        .forEach(entry -> arrived.add(entry.callId() + entry.detail()));
    Set<String> excused = excused(evidence);
    return evidence.journal().stream()
        .filter(entry -> entry.is(Kind.SENT, "ice_candidate") && !excused.contains(entry.callId()))
        .filter(entry -> !arrived.contains(entry.callId() + entry.detail()))
        .map(JournalEntry::toString)
        .toList();
  }

  /// The calls with an error, or with a break between a device's first and last entry for the call.
  private static Set<String> excused(Evidence evidence) {
    Set<String> excused = new HashSet<>();
    for (List<JournalEntry> device : evidence.byDevice().values()) {
      Map<String, Integer> connections = new HashMap<>();
      for (JournalEntry entry : device) {
        Integer before = connections.putIfAbsent(entry.callId(), entry.connection());
        boolean broke = before != null && before != entry.connection();
        if (broke || entry.is(Kind.RECEIVED, "error")) {
          excused.add(entry.callId());
        }
      }
    }
    return excused;
  }
}
