package dev.visavis.systemtests.faults.invariant;

import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Invariants of ringing.
final class RingInvariants {
  private RingInvariants() {}

  /// After `call_ended` a device gets no ring of that call.
  static List<String> nobodyRingsAfterTheEnd(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (List<JournalEntry> device : evidence.byDevice().values()) {
      Set<String> over = new HashSet<>();
      for (JournalEntry entry : device) {
        if (entry.is(Kind.RECEIVED, "call_ended")) {
          over.add(entry.callId());
        } else if (entry.is(Kind.RECEIVED, "ring") && over.contains(entry.callId())) {
          violations.add(entry.toString());
        }
      }
    }
    return violations;
  }

  /// Each connection gets at most one ring of a call.
  static List<String> nobodyIsRungTwice(Evidence evidence) {
    Set<String> rung = new HashSet<>();
    return evidence
        .received("ring")
        .filter(entry -> !rung.add(entry.callId() + entry.device() + entry.connection()))
        .map(JournalEntry::toString)
        .toList();
  }
}
