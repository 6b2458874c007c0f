package dev.visavis.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An idempotent producer: what it sends to one partition arrives in order, each partition in its
/// own time. If its process dies, what has not arrived never does.
final class Writer {
  private final Timeline timeline;
  private final Chance chance;
  private final Map<LogPartition, Long> lastArrival = new HashMap<>();
  private long flushedAt;
  private boolean dead;

  Writer(Timeline timeline, Chance chance) {
    this.timeline = timeline;
    this.chance = chance;
  }

  void send(LogPartition to, @Nullable String key, byte @Nullable [] value) {
    send(to, key, value, () -> {});
  }

  void send(LogPartition to, @Nullable String key, byte @Nullable [] value, Runnable arrived) {
    long sentAt = timeline.nowMs();
    long at = Math.max(sentAt + chance.hop(), lastArrival.getOrDefault(to, 0L));
    lastArrival.put(to, at);
    flushedAt = Math.max(flushedAt, at);
    timeline.at(
        at,
        () -> {
          if (!dead) {
            to.append(key, value, sentAt);
            arrived.run();
          }
        });
  }

  /// When all that was sent by now has arrived.
  long flushedAt() {
    return flushedAt;
  }

  void die() {
    dead = true;
  }
}
