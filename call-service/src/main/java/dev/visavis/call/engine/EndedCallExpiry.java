package dev.visavis.call.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// When ended calls leave the store. Most stored calls have ended, so each takes one small object
/// here instead of a deadline.
final class EndedCallExpiry {
  private record Forgotten(long atMs, String callId) {}

  private final Queue<Forgotten> queue =
      new PriorityQueue<>(Comparator.comparingLong(Forgotten::atMs));

  /// Call this once for each ended call.
  void add(String callId, Instant at) {
    queue.add(new Forgotten(at.toEpochMilli(), callId));
  }

  /// Removes and returns a call that is due; null if there is none.
  @Nullable String next(Instant now) {
    Forgotten first = queue.peek();
    if (first == null || first.atMs() > now.toEpochMilli()) {
      return null;
    }
    queue.remove();
    return first.callId();
  }
}
