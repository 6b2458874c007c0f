package dev.visavis.simulation.world;

import dev.visavis.proto.v1.UserInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A user with one to three devices.
public final class Person {
  private final World world;
  private final UserInfo info;
  private final List<Device> devices = new ArrayList<>();
  private final Set<String> blocked = new HashSet<>();

  Person(World world, int number, int deviceCount) {
    this.world = world;
    String name = Character.toString('a' + number);
    this.info =
        UserInfo.newBuilder()
            .setId(String.format("00000000-0000-4000-8000-%012d", number + 1))
            .setName(name)
            .build();
    for (int i = 1; i <= deviceCount; i++) {
      devices.add(new Device(world, this, name + i));
    }
  }

  void arrive() {
    for (Device device : devices) {
      // Some devices connect late, some of them while their user is being rung.
      boolean late = world.random().percent(20);
      world
          .timeline()
          .after(
              late ? world.random().between(3_000, 40_000) : world.random().between(0, 800),
              device::connect);
    }
    if (world.random().percent(10)) {
      blocked.add(world.random().oneOf(world.people()).id());
    }
  }

  public String id() {
    return info.getId();
  }

  UserInfo info() {
    return info;
  }

  boolean blocks(String userId) {
    return blocked.contains(userId);
  }

  public List<Device> devices() {
    return devices;
  }

  @Override
  public String toString() {
    return info.getName();
  }
}
