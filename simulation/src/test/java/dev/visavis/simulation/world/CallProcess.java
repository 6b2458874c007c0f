package dev.visavis.simulation.world;

import dev.visavis.proto.Topic;
import dev.visavis.simulation.infra.SimulatedConsumerGroup;
import dev.visavis.simulation.infra.SimulatedProducer;
import java.util.TreeMap;

/// One process of call-service. It may die, be paused, or lose contact with the coordinator.
final class CallProcess implements SimulatedConsumerGroup.Member {
  private static final long TICK_MS = 250;

  private final World world;
  private final String name;
  private final SimulatedProducer writer;
  private final long clockSkewMs;
  private final TreeMap<Integer, CallTask> tasks = new TreeMap<>();
  private boolean dead;
  private boolean cutOff;
  private long pausedUntil;
  private int doomedIn = Integer.MAX_VALUE;
  private boolean doomedAtCommit;

  CallProcess(World world, String name) {
    this.world = world;
    this.name = name;
    this.writer = new SimulatedProducer(world.timeline(), world.random());
    this.clockSkewMs = world.random().between(-1_500, 1_500);
    world.timeline().after(TICK_MS, this::tick);
    world.calls().join(this);
  }

  @Override
  public boolean isAlive() {
    return !dead && !cutOff && !isPaused();
  }

  boolean isPaused() {
    return world.timeline().nowMs() < pausedUntil;
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public void assigned(int partition, int from) {
    if (!dead) {
      CallTask before = tasks.get(partition);
      if (before != null) {
        before.close();
      }
      world.timeline().trace(name, () -> "owns " + partition + " from " + from);
      tasks.put(partition, new CallTask(world, this, partition, from));
    }
  }

  @Override
  public void revoked(int partition) {
    CallTask task = tasks.remove(partition);
    if (task != null) {
      task.commitAndClose();
    }
  }

  /// Rejoins the group after it has noticed that other processes own its partitions.
  void rejoin() {
    tasks.values().forEach(CallTask::close);
    tasks.clear();
    if (!dead && !world.calls().hasMember(this)) {
      world.calls().join(this);
    }
  }

  SimulatedProducer writer() {
    return writer;
  }

  long clockMs() {
    return world.timeline().nowMs() + clockSkewMs;
  }

  private void tick() {
    if (dead) {
      return;
    }
    if (!isPaused()) {
      tasks.values().forEach(CallTask::tick);
    }
    world.timeline().after(TICK_MS, this::tick);
  }

  void applied() {
    if (--doomedIn <= 0) {
      world.timeline().after(world.random().between(0, 25), this::die);
      doomedIn = Integer.MAX_VALUE;
    }
  }

  void commits() {
    if (doomedAtCommit) {
      doomedAtCommit = false;
      world.timeline().after(world.random().between(0, 25), this::die);
    }
  }

  /// Makes the process die soon after one of the next commands, or after the next commit.
  void doom() {
    if (world.random().percent(60)) {
      doomedIn = world.random().between(1, 4);
    } else {
      doomedAtCommit = true;
    }
  }

  void die() {
    if (!dead) {
      world.recorder().fault(Faults.TAKEN_OVER_MS, name + " dies");
      dead = true;
      writer.die();
      tasks.values().forEach(CallTask::close);
      tasks.clear();
    }
  }

  /// Pauses the process. Its partitions may move to other processes in the meantime.
  void pause(long ms) {
    world.timeline().trace(name, () -> "PAUSES for " + ms);
    pausedUntil = world.timeline().nowMs() + ms;
    world
        .timeline()
        .after(
            ms,
            () -> {
              tasks.values().forEach(CallTask::wake);
              scheduleRejoin(ms);
            });
  }

  /// Cuts the process off from the coordinator while it continues to work. After its session
  /// timeout it is a zombie.
  void cutOff(long ms) {
    world.timeline().trace(name, () -> "CUT OFF for " + ms);
    cutOff = true;
    world
        .timeline()
        .after(
            ms,
            () -> {
              cutOff = false;
              scheduleRejoin(ms);
            });
  }

  private void scheduleRejoin(long ms) {
    world
        .timeline()
        .after(
            world.random().between(0, 400),
            () -> {
              if (!dead && !world.calls().hasMember(this)) {
                world.timeline().trace(name, () -> "notices that it was replaced");
                rejoin();
              }
            });
  }

  static int partitions() {
    return Topic.CALL_COMMANDS.partitions();
  }

  @Override
  public String toString() {
    return name;
  }
}
