package dev.visavis.simulation.world;

import dev.visavis.gateway.connection.PendingRegistration;
import dev.visavis.gateway.paths.SocketPaths;
import dev.visavis.gateway.paths.UnackedMessages;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.InjectedBug;
import org.jspecify.annotations.Nullable;

/// A socket between a device and a gateway: in order both ways; what is under way when it breaks
/// is lost. `sender` and `registration` are the gateway's notes on it.
public final class SimulatedSocket {
  /// What the gateway knows of the socket.
  enum Phase {
    FRESH,
    REGISTERING,
    REGISTERED,
    GONE
  }

  private final World world;
  private final Device device;
  private final GatewayProcess gateway;
  private final int number;
  private long lastUp;
  private long lastDown;
  private boolean broken;
  Phase phase = Phase.FRESH;
  @Nullable Sender sender;
  @Nullable PendingRegistration registration;
  SocketPaths paths = new SocketPaths("", "");
  final UnackedMessages unackedMessages = new UnackedMessages();
  private boolean confirming;
  int commands;

  /// The device closed it, since its page was closed or reloaded.
  boolean pageClosed;

  SimulatedSocket(World world, Device device, GatewayProcess gateway) {
    this.world = world;
    this.device = device;
    this.gateway = gateway;
    this.number = world.nextNumber();
  }

  /// No other link of this run has it.
  public int number() {
    return number;
  }

  public Device device() {
    return device;
  }

  GatewayProcess gateway() {
    return gateway;
  }

  /// It has this connection now, and not an earlier one.
  boolean isOn(String connectionId) {
    return sender != null && sender.getDevice().getConnectionId().equals(connectionId);
  }

  void sendUp(SignalingMessage message) {
    lastUp = Math.max(world.timeline().nowMs() + world.random().hop(), lastUp);
    world
        .timeline()
        .at(
            lastUp,
            () -> {
              if (!broken && !gateway.isDead()) {
                gateway.receive(this, message);
              }
            });
  }

  void sendDown(SignalingMessage message) {
    if (unackedMessages.wrote(message) && !confirming) {
      confirming = true;
      world.timeline().after(0, this::requestAck);
    }
    lastDown = Math.max(world.timeline().nowMs() + world.random().hop(), lastDown);
    world
        .timeline()
        .at(
            lastDown,
            () -> {
              if (!broken) {
                device.received(this, message);
              }
            });
  }

  /// What its gateway reports when it closes.
  boolean lossReportUnacked() {
    return world.bug() != InjectedBug.OVERFLOW_IS_SILENT && unackedMessages.lossReportUnacked();
  }

  /// A ping behind what was written, and its pong.
  private void requestAck() {
    confirming = !unackedMessages.isEmpty();
    if (!confirming) {
      return;
    }
    long number = unackedMessages.ping();
    lastDown = Math.max(world.timeline().nowMs() + world.random().hop(), lastDown);
    world
        .timeline()
        .at(
            lastDown,
            () -> {
              if (!broken) {
                world
                    .timeline()
                    .after(
                        world.random().hop(),
                        () -> {
                          if (!broken) {
                            unackedMessages.pong(number);
                            requestAck();
                          }
                        });
              }
            });
  }

  /// Closed by the gateway, behind all that it wrote.
  void close(int code) {
    phase = Phase.GONE;
    lastDown = Math.max(world.timeline().nowMs() + world.random().hop(), lastDown);
    world
        .timeline()
        .at(
            lastDown,
            () -> {
              if (!broken) {
                broken = true;
                device.socketLost(this, code);
              }
            });
  }

  /// The connection breaks; the gateway notices soon, or when pings stay without an answer. Some
  /// break because a page is closed.
  void cut() {
    if (broken) {
      return;
    }
    broken = true;
    boolean silently = world.random().percent(15) && !world.isHealed();
    pageClosed = !silently && number % 3 == 0;
    world
        .timeline()
        .after(
            silently ? world.random().between(5_000, 30_000) : world.random().between(0, 60),
            () -> {
              if (!gateway.isDead()) {
                gateway.onSocketClosed(this);
              }
            });
    device.socketLost(this, 0);
  }

  /// The gateway died.
  void tear() {
    if (!broken) {
      broken = true;
      device.socketLost(this, 0);
    }
  }
}
