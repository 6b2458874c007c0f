package dev.visavis.call.engine;

import dev.visavis.call.store.StoredOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The stored outcomes of the latest commands, which a replay after a crash sends again.
///
/// Their age counts from the time they were stored, not from the time of the commands, because
/// after an outage the log is processed late.
final class RecentOutcomes {
  private record Aging(String key, Instant since) {}

  private final CallStore store;
  private final Duration retention;
  private final List<String> fresh = new ArrayList<>();
  private final Queue<Aging> aging = new ArrayDeque<>();

  /// @param retention how long an outcome is kept; far longer than the commit interval
  RecentOutcomes(CallStore store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  void found(String key) {
    fresh.add(key);
  }

  @Nullable StoredOutcome get(CommandRecord log) {
    byte[] stored = store.get(StoreRecordFormat.outcomeKey(log.key(), log.offset()));
    return stored == null ? null : StoreRecordFormat.read(stored, StoredOutcome.parser());
  }

  /// @param outcome as [StoreRecordFormat] writes it
  void put(CommandRecord log, byte[] outcome) {
    String key = StoreRecordFormat.outcomeKey(log.key(), log.offset());
    store.put(key, outcome);
    fresh.add(key);
  }

  void prune(Instant now) {
    fresh.forEach(key -> aging.add(new Aging(key, now)));
    fresh.clear();
    Instant before = now.minus(retention);
    for (Aging oldest = aging.peek();
        oldest != null && oldest.since().isBefore(before);
        oldest = aging.peek()) {
      aging.remove();
      store.delete(oldest.key());
    }
  }
}
