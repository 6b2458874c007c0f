package dev.visavis.call.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// When calls that are over leave the store. Nearly every call here is over, so each has one small
/// object here and no deadline.
final class EndedCallExpiry {
  private record Forgotten(long atMs, String callId) {}

  private final Queue<Forgotten> queue =
      new PriorityQueue<>(Comparator.comparingLong(Forgotten::atMs));

  /// Once for each call.
  void add(String callId, Instant at) {
    queue.add(new Forgotten(at.toEpochMilli(), callId));
  }

  /// The next call whose time has come; null if there is none.
  @Nullable String next(Instant now) {
    Forgotten first = queue.peek();
    if (first == null || first.atMs() > now.toEpochMilli()) {
      return null;
    }
    queue.remove();
    return first.callId();
  }
}
