package dev.visavis.gateway.registration;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.relay.Relay;
import dev.visavis.gateway.sockets.Arrivals;
import dev.visavis.gateway.sockets.CloseCode;
import dev.visavis.gateway.sockets.Phase;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.gateway.sockets.SocketRegistry;
import dev.visavis.gateway.sockets.SocketRegistry.Holder;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Register;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Answers `register`: makes the device known through the log, and writes `registered` once all of
/// [Gathering] is there. All on the event loop of the socket.
@Singleton
public final class Registrar implements Arrivals {
  private static final Refusal UNKNOWN = Refusal.unavailable("the device cannot be made known now");

  private final Vertx vertx;
  private final GatewayConfig config;
  private final GatewayIdentity gateway;
  private final SocketRegistry registry;
  private final DeviceLog devices;
  private final Relay relay;

  Registrar(
      Vertx vertx,
      GatewayConfig config,
      GatewayIdentity gateway,
      SocketRegistry registry,
      DeviceLog devices,
      Relay relay) {
    this.vertx = vertx;
    this.config = config;
    this.gateway = gateway;
    this.registry = registry;
    this.devices = devices;
    this.relay = relay;
  }

  /// Registers a socket, or, asked again by the same device, tells it anew. Done when the answer is
  /// written.
  public Future<Void> register(Socket socket, SignalingMessage message) {
    Register asked = message.getRegister();
    String requestId = message.hasRequestId() ? message.getRequestId() : null;
    if (asked.hasUserId() && !asked.getUserId().equalsIgnoreCase(socket.caller().user().getId())) {
      socket.close(CloseCode.UNAUTHORIZED); // the cookie is of a later sign-in as somebody else
      return Future.succeededFuture();
    }
    if (socket.phase() instanceof Phase.Registered at
        && !at.sender().getDevice().getDeviceId().equals(asked.getDeviceId())) {
      String problem = "payload.deviceId: this socket is registered as another device";
      socket.refuse(Refusal.of(ErrorCode.INVALID_STATE, problem), requestId, null);
      return Future.succeededFuture();
    }
    DeviceRoute route = route(socket, asked);
    Holder before = registry.claim(route, socket).orElse(null);
    Sender sender = Sender.newBuilder().setUser(socket.caller().user()).setDevice(route).build();
    Promise<Void> done = Promise.promise();
    Gathering gathering =
        new Gathering(nowMs(), config.presenceWithin().toMillis(), config.callsWithin().toMillis());
    Phase.Registering phase =
        new Phase.Registering(
            sender, gathering, requestId, before == null ? null : before.route(), done);
    relay.start(socket, route);
    socket.enter(phase);
    if (before != null && !before.socket().equals(socket)) {
      replace(before.socket());
    }
    devices
        .online(route, socket.caller())
        .onFailure(refused -> socket.run(() -> fail(socket, phase, UNKNOWN)));
    settle(socket, phase);
    return done.future();
  }

  /// What came for a connection; everything but a message is part of a registration, or of the
  /// relay.
  @Override
  public void deliver(Socket socket, Delivery delivery) {
    switch (socket.phase()) {
      case Phase.Registered at when isFor(at.sender(), delivery) -> pass(socket, delivery);
      case Phase.Registering at when isFor(at.sender(), delivery) -> gather(socket, at, delivery);
      default -> relay.giveBack(delivery);
    }
  }

  private void pass(Socket socket, Delivery delivery) {
    switch (delivery.getActionCase()) {
      case MESSAGE -> relay.deliver(socket, delivery);
      case RELAY_BARRIER -> relay.barrier(socket, delivery);
      case RELAY_OPENED -> relay.opened(socket, delivery.getRelayOpened());
      case CONNECTION_REPLACED -> socket.close(CloseCode.REPLACED);
      case CONNECTION_REVOKED -> socket.close(CloseCode.REVOKED);
      case CONNECTION_SIGNED_OUT -> registry.signOut(socket);
      case DEVICE_REGISTERED, DEVICE_REFUSED, REGISTERED_CALL, GROUP, ACTION_NOT_SET -> {}
    }
  }

  /// A socket that registers again has a new connection.
  private static boolean isFor(Sender sender, Delivery delivery) {
    return delivery.getTo().getConnectionId().equals(sender.getDevice().getConnectionId());
  }

  /// The socket is gone: whoever was registered on it is no longer here, unless a newer socket of
  /// the device has taken its place.
  @Override
  public void departed(Socket socket) {
    switch (socket.phase()) {
      case Phase.Registered at -> {
        relay.departed(socket, at.sender().getDevice());
        leave(socket, at.sender().getDevice(), socket.unconfirmed().lossMayBeUnknown());
      }
      case Phase.Registering at -> {
        at.gathering().held().forEach(relay::giveBack);
        leave(socket, at);
        at.done().tryComplete();
      }
      case Phase.Fresh fresh -> {}
      case Phase.Gone gone -> {}
    }
  }

  /// A connection of its own for each `register`: asked again on the same socket, the others tell
  /// anew what they told the first time.
  private DeviceRoute route(Socket socket, Register asked) {
    String connectionId = UUID.randomUUID().toString();
    DeviceRoute.Builder route =
        gateway.route(socket.caller().user().getId(), asked.getDeviceId(), connectionId);
    if (asked.hasDeviceName()) {
      route.setDeviceName(asked.getDeviceName());
    }
    if (asked.hasPlatform()) {
      route.setPlatform(asked.getPlatform());
    }
    return route.build();
  }

  private static void replace(Socket older) {
    older.run(() -> older.close(CloseCode.REPLACED));
  }

  private void gather(Socket socket, Phase.Registering at, Delivery delivery) {
    switch (delivery.getActionCase()) {
      case MESSAGE, RELAY_BARRIER -> {
        if (!at.gathering().hold(delivery)) {
          relay.giveBack(delivery);
        }
      }
      case DEVICE_REGISTERED -> {
        List<String> calls = delivery.getDeviceRegistered().getLiveCallIdsList();
        at.gathering().deviceRegistered(calls, nowMs());
      }
      case REGISTERED_CALL -> at.gathering().registeredCall(delivery.getRegisteredCall());
      case DEVICE_REFUSED -> {
        Error error = delivery.getDeviceRefused().getError();
        fail(socket, at, Refusal.of(error.getCode(), error.getMessage()));
      }
      case CONNECTION_REPLACED -> socket.close(CloseCode.REPLACED);
      case CONNECTION_REVOKED -> socket.close(CloseCode.REVOKED);
      case CONNECTION_SIGNED_OUT -> registry.signOut(socket);
      case RELAY_OPENED, GROUP, ACTION_NOT_SET -> {}
    }
    settle(socket, at);
  }

  private void settle(Socket socket, Phase.Registering at) {
    if (!socket.isStill(at)) {
      return;
    }
    long now = nowMs();
    switch (at.gathering().state(now)) {
      case Gathering.Waiting waiting ->
          vertx.setTimer(Math.max(1, waiting.untilMs() - now), fired -> settle(socket, at));
      case Gathering.Complete complete -> complete(socket, at, complete);
      case Gathering.Failed failed -> fail(socket, at, UNKNOWN);
    }
  }

  private void complete(Socket socket, Phase.Registering at, Gathering.Complete complete) {
    socket.enter(new Phase.Registered(at.sender()));
    socket.send(reply(at, complete.calls()));
    complete.held().forEach(delivery -> deliver(socket, delivery)); // it may break meanwhile
    at.done().tryComplete();
  }

  private SignalingMessage reply(Phase.Registering at, List<Call> calls) {
    DeviceRoute route = at.sender().getDevice();
    SignalingMessage.Builder reply =
        SignalingMessage.newBuilder()
            .setRegistered(
                Registered.newBuilder()
                    .setDeviceId(route.getDeviceId())
                    .setUserId(route.getUserId())
                    .setGatewayId(config.gatewayId())
                    .setServerTime(WireTime.now())
                    .setResumeWindowSeconds(Math.toIntExact(config.resumeWindow().toSeconds()))
                    .addAllCalls(calls));
    if (at.requestId() != null) {
      reply.setRequestId(at.requestId());
    }
    return reply.build();
  }

  private void fail(Socket socket, Phase.Registering at, Refusal refusal) {
    if (!socket.isStill(at)) {
      return;
    }
    socket.refuse(refusal, at.requestId(), null);
    at.gathering().held().forEach(relay::giveBack);
    leave(socket, at);
    socket.enter(new Phase.Fresh());
    awaitAnotherAttempt(socket);
    at.done().tryComplete();
  }

  private void awaitAnotherAttempt(Socket socket) {
    vertx.setTimer(
        config.registerWithin().toMillis(),
        fired -> {
          if (socket.phase() instanceof Phase.Fresh) {
            socket.close(CloseCode.NOT_REGISTERED);
          }
        });
  }

  /// What was known before is over too: presence may never have heard that it was replaced. The
  /// answer, which tells whether something is missing, was not written.
  private void leave(Socket socket, Phase.Registering at) {
    if (at.before() != null) {
      devices.offline(at.before(), false);
    }
    leave(socket, at.sender().getDevice(), true);
  }

  private void leave(Socket socket, DeviceRoute route, boolean untold) {
    if (registry.release(route, socket)) {
      devices.offline(route, untold);
    }
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }
}
