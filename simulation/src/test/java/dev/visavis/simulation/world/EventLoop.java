package dev.visavis.simulation.world;

import java.util.concurrent.Executor;

/// One event loop of a gateway. It runs its tasks in order, sometimes some milliseconds late,
/// because it serves other sockets too.
final class EventLoop implements Executor {
  private static final int LATE_PERCENT = 5;
  private static final int MAX_LATE_MS = 25;

  private final World world;
  private final GatewayLife life;
  private long busyUntilMs;

  EventLoop(World world, GatewayLife life) {
    this.world = world;
    this.life = life;
  }

  @Override
  public void execute(Runnable work) {
    boolean late = world.random().percent(LATE_PERCENT);
    long startMs = world.timeline().nowMs() + (late ? world.random().between(1, MAX_LATE_MS) : 0);
    busyUntilMs = Math.max(startMs, busyUntilMs);
    life.after(busyUntilMs - world.timeline().nowMs(), work);
  }
}
