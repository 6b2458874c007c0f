package dev.visavis.media.support;

import dev.visavis.media.MediaLoop;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/// A loop on virtual time: work runs when the test says so.
public final class ManualLoop implements MediaLoop {
  private record Timer(long atMs, long order, Runnable work) {}

  private final Deque<Runnable> queue = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::atMs).thenComparingLong(Timer::order));
  private long nowMs = 1_000;
  private long order;

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public void run(Runnable work) {
    queue.add(work);
  }

  @Override
  public void after(long ms, Runnable work) {
    order++;
    timers.add(new Timer(nowMs + ms, order, work));
  }

  /// Runs what is queued, and what that queues.
  public void settle() {
    for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
      work.run();
    }
  }

  /// Lets time pass, with all timers that are due.
  public void advance(long ms) {
    long untilMs = nowMs + ms;
    settle();
    for (Timer timer = timers.peek();
        timer != null && timer.atMs() <= untilMs;
        timer = timers.peek()) {
      timers.remove(timer);
      nowMs = timer.atMs();
      timer.work().run();
      settle();
    }
    nowMs = untilMs;
  }
}
