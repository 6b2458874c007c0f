package dev.visavis.call.engine;

import dev.visavis.call.store.StoredOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the latest commands led to, for as long as a crash may ask for it again.
///
/// Their age counts from when they were written here, not from when the commands were: after an
/// outage the log is worked off late.
final class OutcomeShelf {
  private record Aging(String key, Instant since) {}

  private final CallStore store;
  private final Duration keptFor;
  private final List<String> fresh = new ArrayList<>();
  private final Queue<Aging> aging = new ArrayDeque<>();

  /// @param keptFor far more than the time between two commits
  OutcomeShelf(CallStore store, Duration keptFor) {
    this.store = store;
    this.keptFor = keptFor;
  }

  void found(String key) {
    fresh.add(key);
  }

  @Nullable StoredOutcome get(LogRecord log) {
    byte[] stored = store.get(Records.outcomeKey(log.key(), log.offset()));
    return stored == null ? null : Records.read(stored, StoredOutcome.parser());
  }

  void put(LogRecord log, Outcome outcome) {
    if (!outcome.saysNothing()) {
      String key = Records.outcomeKey(log.key(), log.offset());
      store.put(key, Records.write(log.offset(), outcome.toStore()));
      fresh.add(key);
    }
  }

  void prune(Instant now) {
    fresh.forEach(key -> aging.add(new Aging(key, now)));
    fresh.clear();
    Instant before = now.minus(keptFor);
    for (Aging oldest = aging.peek();
        oldest != null && oldest.since().isBefore(before);
        oldest = aging.peek()) {
      aging.remove();
      store.delete(oldest.key());
    }
  }
}
