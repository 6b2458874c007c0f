package dev.visavis.call.engine;

import dev.visavis.call.store.StoredOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the latest commands led to, for as long as a crash may ask for it again.
final class OutcomeShelf {
  private record Aging(String key, long atMs) {}

  private final CallStore store;
  private final Duration keptFor;
  private final Queue<Aging> found = new PriorityQueue<>(Comparator.comparingLong(Aging::atMs));
  private final Queue<Aging> written = new ArrayDeque<>();

  /// @param keptFor far more than the time between two commits
  OutcomeShelf(CallStore store, Duration keptFor) {
    this.store = store;
    this.keptFor = keptFor;
  }

  void found(String key, StoredOutcome outcome) {
    found.add(new Aging(key, outcome.getAtMs()));
  }

  @Nullable StoredOutcome get(LogRecord log) {
    byte[] stored = store.get(Records.outcomeKey(log.key(), log.offset()));
    return stored == null ? null : Records.read(stored, StoredOutcome.parser());
  }

  void put(LogRecord log, Outcome outcome) {
    if (outcome.saysNothing()) {
      return;
    }
    String key = Records.outcomeKey(log.key(), log.offset());
    store.put(key, Records.write(log.offset(), outcome.toStore(log.timestampMs())));
    written.add(new Aging(key, log.timestampMs()));
  }

  void prune(Instant now) {
    long before = now.minus(keptFor).toEpochMilli();
    prune(found, before);
    prune(written, before);
  }

  private void prune(Queue<Aging> queue, long before) {
    for (Aging oldest = queue.peek();
        oldest != null && oldest.atMs() < before;
        oldest = queue.peek()) {
      queue.remove();
      store.delete(oldest.key());
    }
  }
}
