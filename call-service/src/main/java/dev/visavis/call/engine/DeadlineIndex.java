package dev.visavis.call.engine;

import dev.visavis.call.domain.value.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The deadlines of all live calls, ordered by time.
///
/// The index is derived from the calls and has no changelog, so a crash cannot leave a call without
/// its deadlines.
final class DeadlineIndex {
  /// How long after a due deadline was written to the log it is written again, if the call still
  /// has it. It is applied once.
  static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  record Due(String callId, Deadline deadline) {}

  private record Slot(Instant wakeAt, String callId, Deadline deadline) {}

  private final TreeSet<Slot> slots =
      new TreeSet<>(
          Comparator.comparing(Slot::wakeAt)
              .thenComparing(Slot::callId)
              .thenComparing(slot -> slot.deadline().toString()));

  /// Lists, because a call has few deadlines.
  private final Map<String, List<Slot>> byCall = new HashMap<>();

  /// Replaces the deadlines of the call. Those that it had before keep their retry time.
  void set(String callId, List<Deadline> deadlines) {
    List<Slot> known = byCall.getOrDefault(callId, List.of());
    if (deadlines.isEmpty() && known.isEmpty()) {
      return;
    }
    List<Slot> next = new ArrayList<>(deadlines.size());
    for (Deadline deadline : deadlines) {
      Slot slot = find(known, deadline);
      if (slot == null) {
        slot = new Slot(deadline.dueAt(), callId, deadline);
        slots.add(slot);
      }
      next.add(slot);
    }
    for (Slot slot : known) {
      if (!deadlines.contains(slot.deadline())) {
        slots.remove(slot);
      }
    }
    if (next.isEmpty()) {
      byCall.remove(callId);
    } else {
      byCall.put(callId, List.copyOf(next));
    }
  }

  private static @Nullable Slot find(List<Slot> among, Deadline deadline) {
    for (Slot slot : among) {
      if (slot.deadline().equals(deadline)) {
        return slot;
      }
    }
    return null;
  }

  /// The deadlines that are due, at most `limit`. Each is returned again after [#RETRY_INTERVAL]
  /// unless it has been removed by then.
  List<Due> due(Instant now, int limit) {
    List<Due> due = new ArrayList<>();
    while (due.size() < limit && !slots.isEmpty() && !slots.getFirst().wakeAt().isAfter(now)) {
      Slot slot = slots.removeFirst();
      Slot later = new Slot(now.plus(RETRY_INTERVAL), slot.callId(), slot.deadline());
      slots.add(later);
      byCall.computeIfPresent(
          slot.callId(),
          (callId, known) -> known.stream().map(one -> one.equals(slot) ? later : one).toList());
      due.add(new Due(slot.callId(), slot.deadline()));
    }
    return due;
  }

  int size() {
    return slots.size();
  }
}
