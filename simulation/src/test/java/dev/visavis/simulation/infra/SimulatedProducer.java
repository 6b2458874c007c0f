package dev.visavis.simulation.infra;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An idempotent producer. Its records to one partition arrive in order; partitions are independent
/// of each other. If its process dies, records that have not arrived are lost.
public final class SimulatedProducer {
  private final VirtualClock clock;
  private final SeededRandom random;
  private final Map<LogPartition, Long> lastArrival = new HashMap<>();
  private long flushedAt;
  private boolean dead;

  public SimulatedProducer(VirtualClock clock, SeededRandom random) {
    this.clock = clock;
    this.random = random;
  }

  public void send(LogPartition to, @Nullable String key, byte @Nullable [] value) {
    send(to, key, value, () -> {});
  }

  public void send(
      LogPartition to, @Nullable String key, byte @Nullable [] value, Runnable arrived) {
    long sentAt = clock.nowMs();
    long at = Math.max(sentAt + random.hop(), lastArrival.getOrDefault(to, 0L));
    lastArrival.put(to, at);
    flushedAt = Math.max(flushedAt, at);
    clock.at(
        at,
        () -> {
          if (!dead) {
            to.append(key, value, sentAt);
            arrived.run();
          }
        });
  }

  /// The time at which all records sent so far have arrived.
  public long flushedAt() {
    return flushedAt;
  }

  public void die() {
    dead = true;
  }
}
