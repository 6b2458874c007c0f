package dev.visavis.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/// Virtual time: what is to happen, in order. Nothing else moves the clock.
final class VirtualClock {
  static final long START_MS = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  private record Task(long atMs, long order, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atMs).thenComparingLong(Task::order));
  private final List<String> trace = new ArrayList<>();
  private final boolean traced;
  private long nowMs = START_MS;
  private long count;
  private long steps;

  VirtualClock(boolean traced) {
    this.traced = traced;
  }

  long nowMs() {
    return nowMs;
  }

  Instant now() {
    return Instant.ofEpochMilli(nowMs);
  }

  /// Work for the same millisecond is done in the order in which it was given.
  void at(long atMs, Runnable work) {
    tasks.add(new Task(Math.max(nowMs, atMs), count++, work));
  }

  void after(long ms, Runnable work) {
    at(nowMs + ms, work);
  }

  void every(long ms, Runnable work) {
    after(
        ms,
        () -> {
          work.run();
          every(ms, work);
        });
  }

  /// May be called from within a task, which then takes that long: everybody else goes on.
  void runUntil(long untilMs) {
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

  void trace(String who, Supplier<String> what) {
    if (traced) {
      long ms = nowMs - START_MS;
      trace.add(String.format("%3d.%03d  %-10s %s", ms / 1000, ms % 1000, who, what.get()));
    }
  }

  List<String> trace() {
    return trace;
  }
}
