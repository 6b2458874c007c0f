package dev.visavis.simulation;

import dev.visavis.proto.Topic;
import java.util.List;
import java.util.Objects;

/// What breaks, and what people do, at the beginning of a run.
final class Faults {
  /// By then others have taken over what a process that died has left.
  static final long TAKEN_OVER_MS = 12_000;

  private static final int CHAOS_MS = 40_000;
  private static final int LOOK_FOR_TALK_MS = 250;
  private static final int CANDIDATES_PER_BATCH = 5;

  private final World world;
  private final Chance chance;

  Faults(World world) {
    this.world = world;
    this.chance = world.chance();
  }

  static long chaosMs() {
    return CHAOS_MS;
  }

  void plan() {
    people();
    int count = chance.percent(25) ? 0 : chance.between(1, 6);
    for (int i = 0; i < count; i++) {
      soon(this::breakSomething);
    }
    int cuts = chance.between(0, 8);
    for (int i = 0; i < cuts; i++) {
      soon(() -> anyDevice().loseConnection());
    }
    if (chance.percent(40)) {
      soon(() -> anyDevice().connectAgain());
    }
    if (chance.percent(15)) {
      soon(() -> anyDevice().switchOff());
    }
    if (chance.percent(30)) {
      soon(this::flapWhenTwoTalk);
    }
  }

  private void people() {
    int dials = chance.between(2, 5);
    for (int i = 0; i < dials; i++) {
      soon(this::dial);
    }
    if (chance.percent(60)) {
      soon(this::dialWhoComesBack);
    }
    int meddlers = chance.between(0, 2);
    for (int i = 0; i < meddlers; i++) {
      soon(this::meddle);
    }
  }

  private void dial() {
    Person caller = chance.oneOf(world.people());
    Person callee = chance.oneOf(world.people());
    if (caller == callee) {
      return;
    }
    chance.oneOf(caller.devices()).phone().dial(callee);
    if (chance.percent(35)) {
      Device back = chance.oneOf(callee.devices());
      world.timeline().after(chance.between(0, 300), () -> back.phone().dial(caller));
    }
  }

  /// Somebody's device loses its connection, and they are called while it registers again.
  private void dialWhoComesBack() {
    Person callee = chance.oneOf(world.people());
    Person caller = chance.oneOf(world.people());
    Device back = chance.oneOf(callee.devices());
    if (caller != callee) {
      back.loseConnection();
      int away = chance.between(500, 3_000);
      Device dials = chance.oneOf(caller.devices());
      world.timeline().after(away, back::connect);
      world.timeline().after(away + chance.between(0, 40), () -> dials.phone().dial(callee));
    }
  }

  private void meddle() {
    List<LogPartition.Entry> placed =
        world.broker().all(Topic.CALL_COMMANDS).filter(entry -> entry.offset() == 0).toList();
    if (!placed.isEmpty()) {
      anyDevice().phone().meddle(Messages.command(chance.oneOf(placed)).getCallId());
    }
  }

  /// Somebody's connection breaks again and again while the other side talks: each time the device
  /// is back at once.
  private void flapWhenTwoTalk() {
    List<Device> talking =
        world.devices().stream().filter(device -> device.phone().talksIn() != null).toList();
    Device flapping = talking.isEmpty() ? null : chance.oneOf(talking);
    String callId = flapping == null ? null : flapping.phone().talksIn();
    Device speaker =
        talking.stream()
            .filter(device -> flapping != null && device.person() != flapping.person())
            .filter(device -> Objects.equals(device.phone().talksIn(), callId))
            .findFirst()
            .orElse(null);
    if (flapping != null && callId != null && speaker != null) {
      flap(chance.between(3, 12), flapping, speaker, callId);
    } else if (!world.isHealed()) {
      world.timeline().after(LOOK_FOR_TALK_MS, this::flapWhenTwoTalk);
    }
  }

  private void flap(int times, Device flapping, Device speaker, String callId) {
    if (times == 0 || world.isHealed()) {
      return;
    }
    speaker.phone().sayCandidates(callId, CANDIDATES_PER_BATCH);
    flapping.loseConnection();
    speaker.phone().sayCandidates(callId, CANDIDATES_PER_BATCH);
    flapping.connect();
    int pause = chance.between(50, 600);
    world.timeline().after(pause, () -> flap(times - 1, flapping, speaker, callId));
  }

  private void breakSomething() {
    switch (chance.between(0, 9)) {
      case 0, 1 -> killCalls();
      case 2 -> pauseCalls();
      case 9 -> passOnAndBack();
      case 3 -> cutOffCalls();
      case 4 -> {
        world.watch().fault(2_000, "rebalance");
        world.calls().rebalance();
      }
      case 5 -> killPresence();
      case 6 -> killGateway();
      case 7 -> {
        world.watch().fault(12_000, "Redis is emptied");
        world.redis().empty();
      }
      default -> takeRedisAway();
    }
  }

  private void killCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int down = chance.between(300, 9_000);
      world.watch().fault(down + TAKEN_OVER_MS, "a process of call-service is to die");
      chance.oneOf(all).doom();
      world.timeline().after(down, world::startCallProcess);
    }
  }

  private void pauseCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int ms = chance.between(1_000, 12_000);
      world.watch().fault(ms + 10_000, "a process of call-service stands still");
      chance.oneOf(all).pause(ms);
    }
  }

  /// One stands still until the other has its partitions; when it wakes up, the other dies.
  private void passOnAndBack() {
    List<CallProcess> all = List.copyOf(world.callProcesses());
    if (all.size() > 1) {
      int ms = chance.between(6_500, 9_000);
      world.watch().fault(ms + 15_000, "a process of call-service is replaced, and its successor");
      all.getFirst().pause(ms);
      world
          .timeline()
          .after(
              ms + chance.between(0, 400),
              () -> {
                all.get(1).die();
                world.startCallProcess();
              });
    }
  }

  private void cutOffCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int ms = chance.between(4_000, 14_000);
      world.watch().fault(ms + 10_000, "a process of call-service is out of reach");
      chance.oneOf(all).cutOff(ms);
    }
  }

  private void killPresence() {
    List<PresenceProcess> all = world.presenceProcesses();
    if (!all.isEmpty()) {
      int down = chance.between(300, 9_000);
      world.watch().fault(down + TAKEN_OVER_MS, "a process of presence-service is to die");
      chance.oneOf(all).doom();
      world.timeline().after(down, world::startPresenceProcess);
    }
  }

  private void killGateway() {
    List<GatewayProcess> all = world.liveGateways();
    if (!all.isEmpty()) {
      GatewayProcess gateway = chance.oneOf(all);
      int down = chance.between(300, 12_000);
      world.watch().fault(down + TAKEN_OVER_MS, gateway + " dies");
      gateway.die();
      world.timeline().after(down, gateway::start);
    }
  }

  private void takeRedisAway() {
    int ms = chance.between(500, 5_000);
    world.watch().fault(ms + 10_000, "Redis is away for " + ms);
    world.redis().away(true);
    world.timeline().after(ms, () -> world.redis().away(false));
  }

  private Device anyDevice() {
    return chance.oneOf(world.devices());
  }

  private void soon(Runnable work) {
    world.timeline().after(chance.between(1_000, CHAOS_MS), work);
  }
}
