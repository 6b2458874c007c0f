package dev.visavis.simulation.infra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/// Virtual time: runs scheduled tasks in order. Only [#runUntil] advances the clock.
public final class VirtualClock {
  public static final long START_MS = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  private record Task(long atMs, long order, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atMs).thenComparingLong(Task::order));
  private final List<String> trace = new ArrayList<>();
  private final boolean traced;
  private long nowMs = START_MS;
  private long count;
  private long steps;

  public VirtualClock(boolean traced) {
    this.traced = traced;
  }

  public long nowMs() {
    return nowMs;
  }

  public Instant now() {
    return Instant.ofEpochMilli(nowMs);
  }

  /// Tasks of the same millisecond run in the order in which they were added.
  public void at(long atMs, Runnable work) {
    tasks.add(new Task(Math.max(nowMs, atMs), count++, work));
  }

  public void after(long ms, Runnable work) {
    at(nowMs + ms, work);
  }

  public void every(long ms, Runnable work) {
    after(
        ms,
        () -> {
          work.run();
          every(ms, work);
        });
  }

  /// A task may call this itself. The task then takes that long, while all other tasks continue.
  public void runUntil(long untilMs) {
    while (!tasks.isEmpty() && tasks.peek().atMs() <= untilMs) {
      Task task = tasks.remove();
      nowMs = Math.max(nowMs, task.atMs());
      steps++;
      task.work().run();
    }
    nowMs = Math.max(nowMs, untilMs);
  }

  long steps() {
    return steps;
  }

  boolean isTraced() {
    return traced;
  }

  public void trace(String who, Supplier<String> what) {
    if (traced) {
      long ms = nowMs - START_MS;
      trace.add(String.format("%3d.%03d  %-10s %s", ms / 1000, ms % 1000, who, what.get()));
    }
  }

  public List<String> trace() {
    return trace;
  }
}
