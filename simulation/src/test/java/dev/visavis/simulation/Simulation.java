package dev.visavis.simulation;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.VirtualClock;
import dev.visavis.simulation.invariant.Invariants;
import dev.visavis.simulation.invariant.Report;
import dev.visavis.simulation.invariant.Run;
import dev.visavis.simulation.world.Faults;
import dev.visavis.simulation.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One run: a phase with faults, then a phase without until every call has ended.
final class Simulation {
  /// Long enough for every timer that may be running when the faults stop, such as the ring timeout
  /// and the resume window.
  private static final long PEACE_MS = 110_000;
  private static final long LOOK_MS = 1_000;
  private static final int QUIET_LOOKS = 4;

  /// One run in 32 is flooded: devices send more candidates than a gateway can return.
  private static final int FLOODED = 32;

  /// In each cycle of 116 seeds, 23 consecutive ones have groups. They avoid all seeds that failed
  /// before groups existed, so that those seeds still replay the same runs.
  private static final int GROUP_CYCLE = 116;

  private static final int FIRST_WITH_GROUPS = 76;
  private static final int WITH_GROUPS = 23;

  /// Silences what production code logs about injected faults. The field keeps the logger, and so
  /// its level, from being garbage-collected.
  private static final Logger PRODUCTION = Logger.getLogger("dev.visavis");

  static {
    PRODUCTION.setLevel(Level.OFF);
  }

  private Simulation() {}

  static Report run(long seed, InjectedBug bug, boolean traced) {
    World world = new World(seed, bug, hasGroups(seed), traced);
    world.populate();
    new Faults(world, isFlooded(seed, bug)).plan();
    VirtualClock clock = world.timeline();
    clock.runUntil(VirtualClock.START_MS + Faults.chaosMs());
    // Components that broke last get this time to recover.
    clock.runUntil(clock.nowMs() + 15_000);
    world.heal();
    clock.trace("world", () -> "no more faults");
    long end = clock.nowMs() + PEACE_MS;
    int quiet = 0;
    while (clock.nowMs() < end && quiet < QUIET_LOOKS) {
      world.devices().forEach(device -> device.client().stopCalling());
      clock.runUntil(clock.nowMs() + LOOK_MS);
      quiet = isQuiet(world) ? quiet + 1 : 0;
    }
    return new Report(seed, bug, Invariants.violations(new Run(world)), clock.trace());
  }

  static boolean hasGroups(long seed) {
    long inCycle = Math.floorMod(seed, GROUP_CYCLE);
    return inCycle >= FIRST_WITH_GROUPS && inCycle < FIRST_WITH_GROUPS + WITH_GROUPS;
  }

  private static boolean isFlooded(long seed, InjectedBug bug) {
    return bug == InjectedBug.OVERFLOW_IS_SILENT || Math.floorMod(seed, FLOODED) == FLOODED / 2 + 1;
  }

  private static boolean isQuiet(World world) {
    List<CallEvent> events = world.events();
    Set<String> live = new HashSet<>();
    for (CallEvent event : events) {
      live.add(event.getCallId());
    }
    events.stream().filter(CallEvent::hasCallEnded).map(CallEvent::getCallId).forEach(live::remove);
    return live.isEmpty()
        && world.recorder().isCalm(world.timeline().nowMs(), world.timeline().nowMs())
        && world.devices().stream()
            .allMatch(device -> !device.isRegistered() || device.client().isIdle());
  }
}
