package dev.visavis.simulation.world;

import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketWriter;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.InjectedBug;

/// The connection between a device and the [Socket] of its gateway. It keeps messages in order in
/// both directions; messages in flight are lost when it breaks. It pings as the gateway's heartbeat
/// does.
public final class SimulatedSocket {
  private final World world;
  private final Device device;
  private final GatewayProcess gateway;
  private final GatewayLife life;
  private final EventLoop eventLoop;
  private final Socket socket;
  private final int number;
  private long lastUp;
  private long lastDown;
  private boolean broken;
  private boolean awaitsAck;

  SimulatedSocket(World world, Device device, GatewayProcess gateway) {
    this.world = world;
    this.device = device;
    this.gateway = gateway;
    this.life = gateway.life();
    this.number = world.nextNumber();
    this.eventLoop = life.anyEventLoop();
    this.socket = life.open(this, new Writer(), eventLoop, this::requestAckSoon);
  }

  /// Unique in this run.
  public int number() {
    return number;
  }

  public Device device() {
    return device;
  }

  GatewayProcess gateway() {
    return gateway;
  }

  void sendUp(SignalingMessage message) {
    up(() -> life.receive(socket, device, message));
  }

  private void up(Runnable arrives) {
    lastUp = Math.max(world.timeline().nowMs() + world.random().hop(), lastUp);
    world
        .timeline()
        .at(
            lastUp,
            () -> {
              if (!broken) {
                eventLoop.execute(arrives);
              }
            });
  }

  private void down(Runnable arrives) {
    lastDown = Math.max(world.timeline().nowMs() + world.random().hop(), lastDown);
    world
        .timeline()
        .at(
            lastDown,
            () -> {
              if (!broken) {
                arrives.run();
              }
            });
  }

  /// Carries the gateway's messages to the device.
  private final class Writer implements SocketWriter {
    @Override
    public boolean binary() {
      return true;
    }

    @Override
    public boolean write(SignalingMessage message) {
      down(() -> device.received(SimulatedSocket.this, message));
      return true;
    }

    @Override
    public void ping(long number) {
      down(() -> up(() -> pong(number)));
    }

    @Override
    public void close(CloseCode code) {
      loseUnacked();
      down(() -> closedByGateway(code));
    }
  }

  /// Whether the gateway has dropped unacknowledged messages.
  boolean lossReportUnacked() {
    return socket.unackedMessages().lossReportUnacked();
  }

  private void requestAckSoon() {
    if (!awaitsAck) {
      awaitsAck = true;
      eventLoop.execute(this::requestAck);
    }
  }

  private void requestAck() {
    awaitsAck = !socket.isClosed() && !socket.unackedMessages().isEmpty();
    if (awaitsAck) {
      socket.ping();
    }
  }

  private void pong(long ping) {
    socket.unackedMessages().pong(ping);
    requestAck();
  }

  private void closedByGateway(CloseCode code) {
    broken = true;
    life.after(
        world.random().hop(), () -> eventLoop.execute(() -> life.closed(this, socket, false)));
    device.socketLost(this, code.reason().getCode());
  }

  /// Breaks the connection. The gateway notices soon, or when pings are not answered. Sometimes the
  /// reason is a closed page.
  void cut() {
    if (broken) {
      return;
    }
    broken = true;
    boolean silently = world.random().percent(15) && !world.isHealed();
    boolean pageClosed = !silently && number % 3 == 0;
    life.after(
        silently ? world.random().between(5_000, 30_000) : world.random().between(0, 60),
        () ->
            eventLoop.execute(
                () -> {
                  loseUnacked();
                  life.closed(this, socket, pageClosed);
                }));
    device.socketLost(this, 0);
  }

  /// Breaks the connection because the gateway has died.
  void tear() {
    if (!broken) {
      broken = true;
      device.socketLost(this, 0);
    }
  }

  /// Injects [InjectedBug#UNCONFIRMED_IS_LOST].
  private void loseUnacked() {
    if (world.bug() == InjectedBug.UNCONFIRMED_IS_LOST) {
      socket.unackedMessages().takeAll();
    }
  }
}
