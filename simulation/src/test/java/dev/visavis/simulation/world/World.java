package dev.visavis.simulation.world;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Broker;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.MemoryRedis;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.SeededRandom;
import dev.visavis.simulation.infra.SimulatedConsumerGroup;
import dev.visavis.simulation.infra.VirtualClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The world of one seed: the log, Redis, the processes, and the people with their devices.
public final class World {
  private final VirtualClock clock;
  private final SeededRandom random;

  /// For the media-services alone, so that the others of a seed do as they always did.
  private final SeededRandom mediaRandom;

  private final InjectedBug bug;
  private final boolean groups;
  private final Broker broker = new Broker();
  private final RunRecorder recorder;
  private final MemoryRedis redis;
  private final SimulatedConsumerGroup calls;
  private final SimulatedConsumerGroup presenceDevices;
  private final SimulatedConsumerGroup presenceCalls;
  private final List<CallProcess> callProcesses = new ArrayList<>();
  private final List<PresenceProcess> presenceProcesses = new ArrayList<>();
  private final List<GatewayProcess> gateways = new ArrayList<>();
  private final List<MediaProcess> mediaProcesses = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private boolean healed;
  private int depth;
  private int started;
  private int links;

  /// @param groups three to six people call several at a time, and invite more
  public World(long seed, InjectedBug bug, boolean groups, boolean traced) {
    this.clock = new VirtualClock(traced);
    this.random = new SeededRandom(seed);
    this.mediaRandom = new SeededRandom(~seed);
    this.bug = bug;
    this.groups = groups;
    this.recorder = new RunRecorder(this);
    this.redis = new MemoryRedis(clock, bug);
    this.calls = new SimulatedConsumerGroup(clock, random, Topic.CALL_COMMANDS.partitions());
    this.presenceDevices =
        new SimulatedConsumerGroup(clock, random, Topic.DEVICE_EVENTS.partitions());
    this.presenceCalls = new SimulatedConsumerGroup(clock, random, Topic.CALL_EVENTS.partitions());
  }

  /// Starts the processes and the devices.
  public void populate() {
    for (int i = 0; i < 2; i++) {
      startCallProcess();
      startPresenceProcess();
    }
    int gatewayCount = random.between(2, 3);
    for (int number = 0; number < gatewayCount; number++) {
      gateways.add(new GatewayProcess(this, number));
    }
    int count = groups ? random.between(3, 5) : random.between(2, 4);
    if (groups) {
      count += count == 5 && mediaRandom.percent(50) ? 1 : 0;
      for (int number = 0; number < MediaProcess.COUNT; number++) {
        mediaProcesses.add(new MediaProcess(this, number, mediaRandom));
      }
    }
    for (int number = 0; number < count; number++) {
      people.add(new Person(this, number, random.between(1, groups ? 2 : 3)));
    }
    people.forEach(Person::arrive);
  }

  void startCallProcess() {
    callProcesses.add(new CallProcess(this, "calls-" + started++));
  }

  void startPresenceProcess() {
    presenceProcesses.add(new PresenceProcess(this, "presence-" + started++));
  }

  public VirtualClock timeline() {
    return clock;
  }

  SeededRandom random() {
    return random;
  }

  boolean hasGroups() {
    return groups;
  }

  InjectedBug bug() {
    return bug;
  }

  Broker broker() {
    return broker;
  }

  public RunRecorder recorder() {
    return recorder;
  }

  MemoryRedis redis() {
    return redis;
  }

  SimulatedConsumerGroup calls() {
    return calls;
  }

  SimulatedConsumerGroup presenceDevices() {
    return presenceDevices;
  }

  SimulatedConsumerGroup presenceCalls() {
    return presenceCalls;
  }

  List<CallProcess> callProcesses() {
    callProcesses.removeIf(CallProcess::isDead);
    return callProcesses;
  }

  List<PresenceProcess> presenceProcesses() {
    presenceProcesses.removeIf(PresenceProcess::isDead);
    return presenceProcesses;
  }

  List<GatewayProcess> gateways() {
    return gateways;
  }

  /// None in a run without groups.
  List<MediaProcess> mediaProcesses() {
    return mediaProcesses;
  }

  List<GatewayProcess> liveGateways() {
    return gateways.stream().filter(gateway -> !gateway.isDead()).toList();
  }

  public List<Person> people() {
    return people;
  }

  Person person(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst().orElseThrow();
  }

  public List<Device> devices() {
    return people.stream().flatMap(person -> person.devices().stream()).toList();
  }

  /// Repairs everything and stops further faults. From now on, clients hang up their calls.
  public void heal() {
    healed = true;
  }

  boolean isHealed() {
    return healed;
  }

  /// Lets all other processes run for `ms` while the calling one waits.
  void others(long ms) {
    depth++;
    clock.runUntil(clock.nowMs() + ms);
    depth--;
  }

  int nextNumber() {
    return ++links;
  }

  int depth() {
    return depth;
  }

  public List<CallEvent> events() {
    return broker.all(Topic.CALL_EVENTS).map(Messages::event).toList();
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return clock.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
