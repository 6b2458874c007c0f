package dev.visavis.call.engine;

import dev.visavis.call.domain.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The deadlines of all calls by time.
///
/// It is derived from the calls and has no changelog of its own: a call and its deadlines cannot
/// be torn apart by a crash between two writes.
final class DeadlineIndex {
  /// A deadline that is due was written to the log; if it is still there after this time, it is
  /// written again. The log takes it once.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  record Due(String callId, Deadline deadline) {}

  private record Slot(Instant wakeAt, Due due) {}

  private final TreeSet<Slot> slots =
      new TreeSet<>(
          Comparator.comparing(Slot::wakeAt)
              .thenComparing(slot -> slot.due().callId())
              .thenComparing(slot -> slot.due().deadline().toString()));
  private final Map<String, Map<Deadline, Slot>> byCall = new HashMap<>();

  /// These are the deadlines of the call from now on; those that it had before keep their place.
  void set(String callId, List<Deadline> deadlines) {
    Map<Deadline, Slot> known = byCall.getOrDefault(callId, Map.of());
    if (deadlines.isEmpty() && known.isEmpty()) {
      return;
    }
    Map<Deadline, Slot> next = new HashMap<>();
    for (Deadline deadline : deadlines) {
      Slot slot = known.get(deadline);
      if (slot == null) {
        slot = new Slot(deadline.dueAt(), new Due(callId, deadline));
        slots.add(slot);
      }
      next.put(deadline, slot);
    }
    known.forEach(
        (deadline, slot) -> {
          if (!next.containsKey(deadline)) {
            slots.remove(slot);
          }
        });
    if (next.isEmpty()) {
      byCall.remove(callId);
    } else {
      byCall.put(callId, next);
    }
  }

  /// What is due by now, at most `limit` of it; each comes again after [#PATIENCE] unless it is
  /// gone by then.
  List<Due> due(Instant now, int limit) {
    List<Due> due = new ArrayList<>();
    while (due.size() < limit && !slots.isEmpty() && !slots.getFirst().wakeAt().isAfter(now)) {
      Slot slot = slots.removeFirst();
      Slot later = new Slot(now.plus(PATIENCE), slot.due());
      slots.add(later);
      byCall.computeIfPresent(
          slot.due().callId(),
          (callId, known) -> {
            known.put(slot.due().deadline(), later);
            return known;
          });
      due.add(slot.due());
    }
    return due;
  }

  int size() {
    return slots.size();
  }
}
