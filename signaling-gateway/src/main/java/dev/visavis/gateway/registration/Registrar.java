package dev.visavis.gateway.registration;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.PendingRegistration;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketListener;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.connection.SocketRegistry.Holder;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.relay.SignalRelay;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Register;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.text.VisibleName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Singleton;
import java.util.List;

/// Handles `register`: writes the device to `visavis.device.events`, and sends `registered` once
/// all parts of [PendingRegistration] have arrived. Only the event loop of the socket may call it.
@Singleton
public final class Registrar implements SocketListener {
  private static final WireError UNAVAILABLE =
      WireError.unavailable("registration is temporarily unavailable; try again");

  private final GatewayClock clock;
  private final GatewayConfig config;
  private final GatewayIdentity gateway;
  private final SocketRegistry registry;
  private final DeviceEventWriter devices;
  private final SignalRelay relay;

  public Registrar(
      GatewayClock clock,
      GatewayConfig config,
      GatewayIdentity gateway,
      SocketRegistry registry,
      DeviceEventWriter devices,
      SignalRelay relay) {
    this.clock = clock;
    this.config = config;
    this.gateway = gateway;
    this.registry = registry;
    this.devices = devices;
    this.relay = relay;
  }

  /// Registers a socket. A repeated `register` of the same device registers it again, with a new
  /// connection. The future completes when the reply is written or the socket has closed.
  public Future<Void> register(Socket socket, SignalingMessage message) {
    Register asked = message.getRegister();
    String requestId = message.hasRequestId() ? message.getRequestId() : null;
    if (asked.hasUserId()
        && !asked.getUserId().equalsIgnoreCase(socket.authenticatedUser().user().getId())) {
      socket.close(CloseCode.UNAUTHORIZED); // another user has signed in since
      return Future.succeededFuture();
    }
    if (socket.phase() instanceof SocketPhase.Registered at
        && !at.sender().getDevice().getDeviceId().equals(asked.getDeviceId())) {
      String problem = "payload.deviceId: this socket is registered as another device";
      socket.sendError(WireError.of(ErrorCode.INVALID_STATE, problem), requestId, null);
      return Future.succeededFuture();
    }
    DeviceRoute route = route(socket, asked);
    Holder before = registry.claim(route, socket).orElse(null);
    Sender sender =
        Sender.newBuilder().setUser(socket.authenticatedUser().user()).setDevice(route).build();
    Promise<Void> done = Promise.promise();
    PendingRegistration registration =
        new PendingRegistration(
            nowMs(), config.presenceTimeout().toMillis(), config.callStateTimeout().toMillis());
    SocketPhase.Registering phase =
        new SocketPhase.Registering(
            sender, registration, requestId, before == null ? null : before.route(), done);
    relay.startPaths(socket, route);
    socket.enter(phase);
    if (before != null && !before.socket().equals(socket)) {
      replace(before.socket());
    }
    devices
        .online(route, socket.authenticatedUser())
        .onFailure(refused -> socket.run(() -> fail(socket, phase, UNAVAILABLE)));
    settle(socket, phase);
    return done.future();
  }

  /// Handles a delivery for a connection of this socket: a message, a part of a registration, or a
  /// record of the signal relay.
  @Override
  public void deliver(Socket socket, Delivery delivery) {
    switch (socket.phase()) {
      case SocketPhase.Registered at when isFor(at.sender(), delivery) -> pass(socket, delivery);
      case SocketPhase.Registering at when isFor(at.sender(), delivery) ->
          gather(socket, at, delivery);
      default -> relay.returnToCallService(delivery);
    }
  }

  private void pass(Socket socket, Delivery delivery) {
    switch (delivery.getActionCase()) {
      case MESSAGE -> relay.deliver(socket, delivery);
      case RELAY_BARRIER -> relay.barrier(socket, delivery);
      case RELAY_OPENED -> relay.barrierPassed(socket, delivery.getRelayOpened());
      case CONNECTION_REPLACED -> socket.close(CloseCode.REPLACED);
      case CONNECTION_REVOKED -> socket.close(CloseCode.REVOKED);
      case CONNECTION_SIGNED_OUT -> registry.signOut(socket);
      case DEVICE_REGISTERED, DEVICE_REFUSED, REGISTERED_CALL, BATCH, ACTION_NOT_SET -> {}
    }
  }

  /// A socket that registers again has a new connection.
  private static boolean isFor(Sender sender, Delivery delivery) {
    return delivery.getTo().getConnectionId().equals(sender.getDevice().getConnectionId());
  }

  /// Reports the device of a closed socket as offline, unless a newer socket of the device has
  /// replaced this one.
  @Override
  public void onClosed(Socket socket, boolean pageClosed) {
    switch (socket.phase()) {
      case SocketPhase.Registered at -> {
        relay.onSocketClosed(socket, at.sender().getDevice());
        leave(
            socket,
            at.sender().getDevice(),
            socket.unackedMessages().lossReportUnacked(),
            pageClosed);
      }
      case SocketPhase.Registering at -> {
        at.registration().held().forEach(relay::returnToCallService);
        leave(socket, at, pageClosed);
        at.done().tryComplete();
      }
      case SocketPhase.Unregistered fresh -> {}
      case SocketPhase.Disconnected gone -> {}
    }
  }

  /// A route with a new connection id. If the same socket registers again, presence-service and
  /// call-service therefore send their parts again.
  private DeviceRoute route(Socket socket, Register asked) {
    DeviceRoute.Builder route =
        gateway.newRoute(socket.authenticatedUser().user().getId(), asked.getDeviceId());
    if (!asked.getDeviceName().isEmpty()) {
      route.setDeviceName(VisibleName.normalized(asked.getDeviceName()));
    }
    if (asked.hasPlatform()) {
      route.setPlatform(asked.getPlatform());
    }
    return route.build();
  }

  private static void replace(Socket older) {
    older.run(() -> older.close(CloseCode.REPLACED));
  }

  private void gather(Socket socket, SocketPhase.Registering at, Delivery delivery) {
    switch (delivery.getActionCase()) {
      case MESSAGE, RELAY_BARRIER -> {
        if (!at.registration().hold(delivery)) {
          relay.returnToCallService(delivery);
        }
      }
      case DEVICE_REGISTERED -> {
        List<String> calls = delivery.getDeviceRegistered().getLiveCallIdsList();
        at.registration().deviceRegistered(calls, nowMs());
      }
      case REGISTERED_CALL -> at.registration().registeredCall(delivery.getRegisteredCall());
      case DEVICE_REFUSED -> {
        Error error = delivery.getDeviceRefused().getError();
        fail(socket, at, WireError.of(error.getCode(), error.getMessage()));
      }
      case CONNECTION_REPLACED -> socket.close(CloseCode.REPLACED);
      case CONNECTION_REVOKED -> socket.close(CloseCode.REVOKED);
      case CONNECTION_SIGNED_OUT -> registry.signOut(socket);
      case RELAY_OPENED, BATCH, ACTION_NOT_SET -> {}
    }
    settle(socket, at);
  }

  private void settle(Socket socket, SocketPhase.Registering at) {
    if (!socket.isStill(at)) {
      return;
    }
    long now = nowMs();
    switch (at.registration().state(now)) {
      case PendingRegistration.Waiting waiting ->
          clock.after(Math.max(1, waiting.untilMs() - now), () -> settle(socket, at));
      case PendingRegistration.Complete complete -> complete(socket, at, complete);
      case PendingRegistration.Failed failed -> fail(socket, at, UNAVAILABLE);
    }
  }

  private void complete(
      Socket socket, SocketPhase.Registering at, PendingRegistration.Complete complete) {
    socket.enter(new SocketPhase.Registered(at.sender()));
    socket.send(reply(at, complete.calls()));
    // A delivery may close the socket; the next ones then return to call-service.
    complete.held().forEach(delivery -> deliver(socket, delivery));
    at.done().tryComplete();
  }

  private SignalingMessage reply(SocketPhase.Registering at, List<Call> calls) {
    DeviceRoute route = at.sender().getDevice();
    SignalingMessage.Builder reply =
        SignalingMessage.newBuilder()
            .setRegistered(
                Registered.newBuilder()
                    .setDeviceId(route.getDeviceId())
                    .setUserId(route.getUserId())
                    .setGatewayId(config.gatewayId())
                    .setServerTime(clock.now())
                    .setResumeWindowSeconds(Math.toIntExact(config.resumeWindow().toSeconds()))
                    .addAllCalls(calls));
    if (at.requestId() != null) {
      reply.setRequestId(at.requestId());
    }
    return reply.build();
  }

  private void fail(Socket socket, SocketPhase.Registering at, WireError error) {
    if (!socket.isStill(at)) {
      return;
    }
    socket.sendError(error, at.requestId(), null);
    at.registration().held().forEach(relay::returnToCallService);
    leave(socket, at, false);
    socket.enter(new SocketPhase.Unregistered());
    awaitAnotherAttempt(socket);
    at.done().tryComplete();
  }

  private void awaitAnotherAttempt(Socket socket) {
    clock.after(
        config.registerTimeout().toMillis(),
        () -> {
          if (socket.phase() instanceof SocketPhase.Unregistered) {
            socket.close(CloseCode.NOT_REGISTERED);
          }
        });
  }

  /// Also reports the previous connection as offline, because presence-service may not know that it
  /// was replaced. A loss is unconfirmed: the reply that reports it was not written.
  private void leave(Socket socket, SocketPhase.Registering at, boolean pageClosed) {
    if (at.before() != null) {
      devices.offline(at.before(), false, pageClosed);
    }
    leave(socket, at.sender().getDevice(), true, pageClosed);
  }

  private void leave(
      Socket socket, DeviceRoute route, boolean lossUnconfirmed, boolean pageClosed) {
    if (registry.release(route, socket)) {
      devices.offline(route, lossUnconfirmed, pageClosed);
    }
  }

  private long nowMs() {
    return clock.monotonicMs();
  }
}
