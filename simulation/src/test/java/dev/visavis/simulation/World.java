package dev.visavis.simulation;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Everything that one seed makes: the log, Redis, the processes, and the people with their
/// devices.
final class World {
  private final Timeline timeline;
  private final Chance chance;
  private final PlantedBug bug;
  private final Broker broker = new Broker();
  private final Watch watch;
  private final MemoryRedis redis;
  private final Group calls;
  private final Group presenceDevices;
  private final Group presenceCalls;
  private final List<CallProcess> callProcesses = new ArrayList<>();
  private final List<PresenceProcess> presenceProcesses = new ArrayList<>();
  private final List<GatewayProcess> gateways = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private boolean healed;
  private int depth;
  private int started;
  private int links;

  World(long seed, PlantedBug bug, boolean traced) {
    this.timeline = new Timeline(traced);
    this.chance = new Chance(seed);
    this.bug = bug;
    this.watch = new Watch(this);
    this.redis = new MemoryRedis(timeline, bug);
    this.calls = new Group(timeline, chance, Topic.CALL_COMMANDS.partitions());
    this.presenceDevices = new Group(timeline, chance, Topic.DEVICE_EVENTS.partitions());
    this.presenceCalls = new Group(timeline, chance, Topic.CALL_EVENTS.partitions());
  }

  /// Starts the processes, and brings the people.
  void populate() {
    for (int i = 0; i < 2; i++) {
      startCallProcess();
      startPresenceProcess();
    }
    int gatewayCount = chance.between(2, 3);
    for (int number = 0; number < gatewayCount; number++) {
      gateways.add(new GatewayProcess(this, number));
    }
    int count = chance.between(2, 4);
    for (int number = 0; number < count; number++) {
      people.add(new Person(this, number, chance.between(1, 3)));
    }
    people.forEach(Person::arrive);
  }

  void startCallProcess() {
    callProcesses.add(new CallProcess(this, "calls-" + started++));
  }

  void startPresenceProcess() {
    presenceProcesses.add(new PresenceProcess(this, "presence-" + started++));
  }

  Timeline timeline() {
    return timeline;
  }

  Chance chance() {
    return chance;
  }

  PlantedBug bug() {
    return bug;
  }

  Broker broker() {
    return broker;
  }

  Watch watch() {
    return watch;
  }

  MemoryRedis redis() {
    return redis;
  }

  Group calls() {
    return calls;
  }

  Group presenceDevices() {
    return presenceDevices;
  }

  Group presenceCalls() {
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

  List<GatewayProcess> liveGateways() {
    return gateways.stream().filter(gateway -> !gateway.isDead()).toList();
  }

  List<Person> people() {
    return people;
  }

  List<Device> devices() {
    return people.stream().flatMap(person -> person.devices().stream()).toList();
  }

  /// From now on nothing breaks any more, and whoever talks hangs up.
  void heal() {
    healed = true;
  }

  boolean isHealed() {
    return healed;
  }

  /// Whoever calls this takes `ms`, while everybody else goes on.
  void others(long ms) {
    depth++;
    timeline.runUntil(timeline.nowMs() + ms);
    depth--;
  }

  int nextNumber() {
    return ++links;
  }

  int depth() {
    return depth;
  }

  List<CallEvent> events() {
    return broker.all(Topic.CALL_EVENTS).map(Messages::event).toList();
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return timeline.now();
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
