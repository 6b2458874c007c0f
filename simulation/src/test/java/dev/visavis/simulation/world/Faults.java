package dev.visavis.simulation.world;

import dev.visavis.proto.Topic;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Plans the faults, and the calls of users, in the first phase of a run.
public final class Faults {
  /// The time after which other processes have taken over the work of one that died.
  static final long TAKEN_OVER_MS = 12_000;

  private static final int CHAOS_MS = 40_000;
  private static final int LOOK_FOR_TALK_MS = 250;
  private static final int CANDIDATES_PER_BATCH = 5;

  /// More than a gateway can return from a broken socket.
  private static final int TOO_MANY_CANDIDATES = 70;

  private static final int FLOOD_MS = 200;

  /// How long a partition may need to process what such messages become: those that could not be
  /// delivered come back to call-service as commands.
  private static final int BACKLOG_MS = 20_000;

  /// The time after which a gateway has usually noticed that a connection is broken.
  private static final int NOTICED_MS = 200;

  private final World world;
  private final SeededRandom random;
  private final boolean floods;

  /// @param floods whether a peer sends, before each break, more than a gateway can return, and
  ///     nothing after it
  public Faults(World world, boolean floods) {
    this.world = world;
    this.floods = floods;
    this.random = world.random();
  }

  public static long chaosMs() {
    return CHAOS_MS;
  }

  public void plan() {
    people();
    int count = random.percent(25) ? 0 : random.between(1, 6);
    for (int i = 0; i < count; i++) {
      soon(this::breakSomething);
    }
    int cuts = random.between(0, 8);
    for (int i = 0; i < cuts; i++) {
      soon(() -> anyDevice().loseConnection());
    }
    if (random.percent(40)) {
      soon(() -> anyDevice().connectAgain());
    }
    if (random.percent(15)) {
      soon(() -> anyDevice().switchOff());
    }
    if (random.percent(30)) {
      soon(this::flapWhenTwoTalk);
    }
  }

  private void people() {
    int calls = random.between(2, 5);
    for (int i = 0; i < calls; i++) {
      soon(this::initiateCalls);
    }
    if (random.percent(60)) {
      soon(this::callReconnectedDevice);
    }
    int meddlers = random.between(0, 2);
    for (int i = 0; i < meddlers; i++) {
      soon(this::sendAsStranger);
    }
  }

  private void initiateCalls() {
    Person caller = random.oneOf(world.people());
    Person callee = random.oneOf(world.people());
    if (caller == callee) {
      return;
    }
    if (world.hasGroups() && random.percent(65)) {
      random.oneOf(caller.devices()).client().initiateCall(severalBut(caller));
      return;
    }
    random.oneOf(caller.devices()).client().initiateCall(callee);
    if (random.percent(35)) {
      Device back = random.oneOf(callee.devices());
      world.timeline().after(random.between(0, 300), () -> back.client().initiateCall(caller));
    }
  }

  private List<Person> severalBut(Person caller) {
    List<Person> callees = new ArrayList<>(world.people());
    callees.remove(caller);
    int count = random.between(2, callees.size());
    while (callees.size() > count) {
      callees.remove(random.oneOf(callees));
    }
    return callees;
  }

  /// Breaks a device's connection, and calls its user while the device registers again.
  private void callReconnectedDevice() {
    Person callee = random.oneOf(world.people());
    Person caller = random.oneOf(world.people());
    Device back = random.oneOf(callee.devices());
    if (caller != callee) {
      back.loseConnection();
      int away = random.between(500, 3_000);
      Device device = random.oneOf(caller.devices());
      world.timeline().after(away, back::connect);
      world
          .timeline()
          .after(away + random.between(0, 40), () -> device.client().initiateCall(callee));
    }
  }

  private void sendAsStranger() {
    List<LogPartition.Entry> placed =
        world.broker().all(Topic.CALL_COMMANDS).filter(entry -> entry.offset() == 0).toList();
    if (!placed.isEmpty()) {
      anyDevice().client().sendAsStranger(Messages.command(random.oneOf(placed)).getCallId());
    }
  }

  /// Breaks a device's connection several times while the peer sends candidates. The device
  /// reconnects at once each time.
  private void flapWhenTwoTalk() {
    List<Device> talking =
        world.devices().stream().filter(device -> device.client().talksIn() != null).toList();
    Device flapping = talking.isEmpty() ? null : random.oneOf(talking);
    String callId = flapping == null ? null : flapping.client().talksIn();
    Device speaker =
        talking.stream()
            .filter(device -> flapping != null && device.person() != flapping.person())
            .filter(device -> Objects.equals(device.client().talksIn(), callId))
            .findFirst()
            .orElse(null);
    if (flapping != null && callId != null && speaker != null) {
      flap(random.between(3, 12), flapping, speaker, callId);
    } else if (!world.isHealed()) {
      world.timeline().after(LOOK_FOR_TALK_MS, this::flapWhenTwoTalk);
    }
  }

  private void flap(int times, Device flapping, Device speaker, String callId) {
    if (times == 0 || world.isHealed()) {
      return;
    }
    world.recorder().overload(BACKLOG_MS);
    if (floods) {
      flood(times, flapping, speaker, callId);
      return;
    }
    speaker.client().sendCandidates(callId, flapping.person(), CANDIDATES_PER_BATCH);
    flapping.loseConnection();
    speaker.client().sendCandidates(callId, flapping.person(), CANDIDATES_PER_BATCH);
    comeBack(times, flapping, speaker, callId);
  }

  private void flood(int times, Device flapping, Device speaker, String callId) {
    // Because the receiver gets this candidate before the flood, ResumedMissesNothing notices
    // if the start of the flood is missing.
    speaker.client().sendCandidates(callId, flapping.person(), 1);
    world
        .timeline()
        .after(
            NOTICED_MS,
            () -> {
              speaker.client().sendCandidates(callId, flapping.person(), TOO_MANY_CANDIDATES);
              breakWhenFull(
                  FLOOD_MS,
                  flapping,
                  () ->
                      world
                          .timeline()
                          .after(NOTICED_MS, () -> comeBack(times, flapping, speaker, callId)));
            });
  }

  /// Breaks the connection while more messages are unacknowledged than the gateway can return.
  private void breakWhenFull(int leftMs, Device flapping, Runnable then) {
    if (leftMs == 0 || flapping.awaitsMoreThanCanReturn()) {
      // Breaks it within 10 ms: once the whole flood is written, call-service can store all that
      // comes back.
      world
          .timeline()
          .after(
              random.between(0, 10),
              () -> {
                flapping.loseConnection();
                then.run();
              });
    } else {
      world.timeline().after(1, () -> breakWhenFull(leftMs - 1, flapping, then));
    }
  }

  private void comeBack(int times, Device flapping, Device speaker, String callId) {
    flapping.connect();
    // After a flood, the device learns whether it has missed anything before the next flood.
    int pause = floods ? random.between(2_000, 4_000) : random.between(50, 600);
    world.timeline().after(pause, () -> flap(times - 1, flapping, speaker, callId));
  }

  private void breakSomething() {
    switch (random.between(0, 9)) {
      case 0, 1 -> killCalls();
      case 2 -> pauseCalls();
      case 9 -> handOffAndBack();
      case 3 -> cutOffCalls();
      case 4 -> {
        world.recorder().fault(2_000, "rebalance");
        world.calls().rebalance();
      }
      case 5 -> killPresence();
      case 6 -> killGateway();
      case 7 -> {
        world.recorder().fault(12_000, "Redis is emptied");
        world.redis().empty();
      }
      default -> makeRedisUnavailable();
    }
  }

  private void killCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int down = random.between(300, 9_000);
      world.recorder().fault(down + TAKEN_OVER_MS, "a process of call-service will die");
      random.oneOf(all).doom();
      world.timeline().after(down, world::startCallProcess);
    }
  }

  private void pauseCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int ms = random.between(1_000, 12_000);
      world.recorder().fault(ms + 10_000, "a process of call-service is paused");
      random.oneOf(all).pause(ms);
    }
  }

  /// Pauses one process until another has its partitions. When it resumes, the other dies.
  private void handOffAndBack() {
    List<CallProcess> all = List.copyOf(world.callProcesses());
    if (all.size() > 1) {
      int ms = random.between(6_500, 9_000);
      world
          .recorder()
          .fault(ms + 15_000, "a process of call-service is replaced, and its successor");
      all.getFirst().pause(ms);
      world
          .timeline()
          .after(
              ms + random.between(0, 400),
              () -> {
                all.get(1).die();
                world.startCallProcess();
              });
    }
  }

  private void cutOffCalls() {
    List<CallProcess> all = world.callProcesses();
    if (!all.isEmpty()) {
      int ms = random.between(4_000, 14_000);
      world.recorder().fault(ms + 10_000, "a process of call-service is cut off");
      random.oneOf(all).cutOff(ms);
    }
  }

  private void killPresence() {
    List<PresenceProcess> all = world.presenceProcesses();
    if (!all.isEmpty()) {
      int down = random.between(300, 9_000);
      world.recorder().fault(down + TAKEN_OVER_MS, "a process of presence-service will die");
      random.oneOf(all).doom();
      world.timeline().after(down, world::startPresenceProcess);
    }
  }

  private void killGateway() {
    List<GatewayProcess> all = world.liveGateways();
    if (!all.isEmpty()) {
      GatewayProcess gateway = random.oneOf(all);
      int down = random.between(300, 12_000);
      world.recorder().fault(down + TAKEN_OVER_MS, gateway + " dies");
      gateway.die();
      world.timeline().after(down, gateway::start);
    }
  }

  private void makeRedisUnavailable() {
    int ms = random.between(500, 5_000);
    world.recorder().fault(ms + 10_000, "Redis is unavailable for " + ms);
    world.redis().unavailable(true);
    world.timeline().after(ms, () -> world.redis().unavailable(false));
  }

  private Device anyDevice() {
    return random.oneOf(world.devices());
  }

  private void soon(Runnable work) {
    world.timeline().after(random.between(1_000, CHAOS_MS), work);
  }
}
