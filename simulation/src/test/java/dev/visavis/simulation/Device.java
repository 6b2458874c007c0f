package dev.visavis.simulation;

import dev.visavis.proto.v1.Register;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The connection of one device: connects, registers, comes back after a break.
final class Device {
  private static final long REGISTER_TIMEOUT_MS = 12_000;

  private final World world;
  private final Person person;
  private final String name;
  private final Phone phone;
  private @Nullable Link link;
  private boolean registered;
  private boolean off;

  Device(World world, Person person, String name) {
    this.world = world;
    this.person = person;
    this.name = name;
    this.phone = new Phone(world, this);
  }

  Person person() {
    return person;
  }

  Phone phone() {
    return phone;
  }

  boolean isRegistered() {
    return registered;
  }

  boolean isConnected() {
    return link != null;
  }

  void connect() {
    List<GatewayProcess> gateways = world.liveGateways();
    if (off) {
      return;
    }
    if (gateways.isEmpty()) {
      world.timeline().after(500, this::connect);
      return;
    }
    Link fresh = new Link(world, this, world.chance().oneOf(gateways));
    link = fresh;
    registered = false;
    register(fresh);
    world
        .timeline()
        .after(
            REGISTER_TIMEOUT_MS,
            () -> {
              if (link == fresh && !registered) {
                fresh.cut();
              }
            });
  }

  private void register(Link on) {
    world.watch().connecting(this, on);
    on.up(
        SignalingMessage.newBuilder().setRegister(Register.newBuilder().setDeviceId(name)).build());
  }

  /// Opens a second socket without closing the first, as a phone does that changes networks.
  void connectAgain() {
    if (link != null) {
      Link old = link;
      connect();
      world.timeline().after(world.chance().between(0, 20_000), old::cut);
    }
  }

  void hear(Link from, SignalingMessage message) {
    if (from != link) {
      from.cut(); // whoever has a newer one closes it
      return;
    }
    world.watch().heard(this, from, message);
    if (message.hasRegistered()) {
      registered = true;
      phone.registered(message.getRegistered().getCallsList());
    } else if (!registered && message.hasError()) {
      world.timeline().after(500, () -> registerAgain(from));
    } else {
      phone.hear(message);
    }
  }

  private void registerAgain(Link on) {
    if (link == on && !registered) {
      register(on);
    }
  }

  /// False if there is no connection to say it on.
  boolean say(SignalingMessage.Builder message) {
    Link now = link;
    if (now == null || !registered) {
      return false;
    }
    SignalingMessage built = message.build();
    world.watch().said(this, now, built);
    now.up(built);
    return true;
  }

  void loseConnection() {
    if (link != null) {
      link.cut();
    }
  }

  /// The battery is empty.
  void switchOff() {
    off = true;
    loseConnection();
  }

  void linkLost(Link lost, int code) {
    if (lost != link) {
      return;
    }
    world.watch().lost(this, lost);
    link = null;
    registered = false;
    if (code != 4009 || world.chance().percent(50)) {
      world.timeline().after(awayMs(), this::connectIfAway);
    }
  }

  private void connectIfAway() {
    if (link == null) {
      connect();
    }
  }

  private long awayMs() {
    if (world.isHealed() || world.chance().percent(75)) {
      return world.chance().between(50, 2_500);
    }
    return world.chance().percent(60)
        ? world.chance().between(3_000, 12_000)
        : world.chance().between(20_000, 50_000);
  }

  @Override
  public String toString() {
    return name;
  }
}
