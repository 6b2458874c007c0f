package dev.visavis.simulation.world;

import dev.visavis.proto.v1.Register;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The connection of one device: connects, registers, and reconnects after a break.
public final class Device {
  private static final long REGISTER_TIMEOUT_MS = 12_000;

  private final World world;
  private final Person person;
  private final String name;
  private final ClientModel client;
  private @Nullable SimulatedSocket socket;
  private boolean registered;
  private boolean off;

  Device(World world, Person person, String name) {
    this.world = world;
    this.person = person;
    this.name = name;
    this.client = new ClientModel(world, this);
  }

  public Person person() {
    return person;
  }

  public ClientModel client() {
    return client;
  }

  public boolean isRegistered() {
    return registered;
  }

  boolean isConnected() {
    return socket != null;
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
    SimulatedSocket fresh = new SimulatedSocket(world, this, world.random().oneOf(gateways));
    socket = fresh;
    registered = false;
    register(fresh);
    world
        .timeline()
        .after(
            REGISTER_TIMEOUT_MS,
            () -> {
              if (socket == fresh && !registered) {
                fresh.cut();
              }
            });
  }

  private void register(SimulatedSocket on) {
    world.recorder().connecting(this, on);
    on.sendUp(
        SignalingMessage.newBuilder().setRegister(Register.newBuilder().setDeviceId(name)).build());
  }

  /// Opens a second socket without closing the first, as a phone does when it changes networks.
  void connectAgain() {
    if (socket != null) {
      SimulatedSocket old = socket;
      connect();
      world.timeline().after(world.random().between(0, 20_000), old::cut);
    }
  }

  /// Whether the device's gateway has dropped unacknowledged messages.
  boolean awaitsMoreThanCanReturn() {
    return socket != null && socket.lossReportUnacked();
  }

  void received(SimulatedSocket from, SignalingMessage message) {
    if (from != socket) {
      from.cut(); // a client closes a socket that it has replaced
      return;
    }
    world.recorder().received(this, from, message);
    if (message.hasRegistered()) {
      registered = true;
      client.registered(message.getRegistered().getCallsList());
    } else if (!registered && message.hasError()) {
      world.timeline().after(500, () -> registerAgain(from));
    } else {
      client.received(message);
    }
  }

  private void registerAgain(SimulatedSocket on) {
    if (socket == on && !registered) {
      register(on);
    }
  }

  /// Returns false if the device is not connected.
  boolean send(SignalingMessage.Builder message) {
    SimulatedSocket now = socket;
    if (now == null || !registered) {
      return false;
    }
    SignalingMessage built = message.build();
    world.recorder().sent(this, now, built);
    now.sendUp(built);
    return true;
  }

  void loseConnection() {
    if (socket != null) {
      socket.cut();
    }
  }

  /// Goes offline for good, as with an empty battery.
  void switchOff() {
    off = true;
    loseConnection();
  }

  void socketLost(SimulatedSocket lost, int code) {
    if (lost != socket) {
      return;
    }
    world.recorder().socketLost(this, lost);
    socket = null;
    registered = false;
    if (code != 4009 || world.random().percent(50)) {
      world.timeline().after(offlineMs(), this::connectIfOffline);
    }
  }

  private void connectIfOffline() {
    if (socket == null) {
      connect();
    }
  }

  private long offlineMs() {
    if (world.isHealed() || world.random().percent(75)) {
      return world.random().between(50, 2_500);
    }
    return world.random().percent(60)
        ? world.random().between(3_000, 12_000)
        : world.random().between(20_000, 50_000);
  }

  @Override
  public String toString() {
    return name;
  }
}
