package dev.visavis.simulation.world;

import com.google.protobuf.Timestamp;
import dev.visavis.gateway.GatewayClock;
import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.connection.SocketWriter;
import dev.visavis.gateway.limits.InFlightLimit;
import dev.visavis.gateway.log.CommandSubmitter;
import dev.visavis.gateway.log.RetryingRecordWriter;
import dev.visavis.gateway.messages.MessageSanitizer;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.registration.DeviceEventWriter;
import dev.visavis.gateway.registration.Registrar;
import dev.visavis.gateway.relay.SignalRelay;
import dev.visavis.proto.CallId;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.VirtualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/// One incarnation of a gateway: the real registry, registrar, signal relay and submitter, on
/// virtual time. This class models the handlers that pass frames and deliveries to them.
final class GatewayLife implements GatewayClock {
  /// The metrics of all simulated gateways, which nothing reads.
  private static final GatewayMetrics METRICS =
      new GatewayMetrics(new SimpleMeterRegistry(), new InFlightLimit(GatewaySettings.of(0)));

  private static final Instant SIGNED_IN_AT = Instant.ofEpochMilli(VirtualClock.START_MS);
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

  private final World world;
  private final long clockSkewMs;
  private final SocketRegistry registry;
  private final SimulatedRecordWriter writer;
  private final CommandSubmitter submitter;
  private final GatewayIdentity identity;
  private final SignalRelay relay;
  private final Registrar registrar;
  private final List<EventLoop> eventLoops;
  private final Set<SimulatedSocket> sockets = new LinkedHashSet<>();
  private boolean dead;

  GatewayLife(World world, int gateway, long clockSkewMs) {
    this.world = world;
    this.clockSkewMs = clockSkewMs;
    GatewayConfig config = GatewaySettings.of(gateway);
    eventLoops = List.of(new EventLoop(world, this), new EventLoop(world, this));
    registry = new SocketRegistry(this);
    writer = new SimulatedRecordWriter(world, gateway, registry);
    RetryingRecordWriter retrying = new RetryingRecordWriter(this, writer);
    submitter = new CommandSubmitter(this, writer, new InFlightLimit(config), METRICS, config);
    identity = new GatewayIdentity(gateway, world.random()::id);
    relay = new SignalRelay(this, identity, registry, writer, retrying, submitter, METRICS);
    DeviceEventWriter devices = new DeviceEventWriter(this, writer, retrying);
    registrar = new Registrar(this, config, identity, registry, devices, relay);
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
    writer.die();
    List.copyOf(sockets).forEach(SimulatedSocket::tear);
  }

  String incarnation() {
    return identity.incarnation();
  }

  // --- time

  @Override
  public long monotonicMs() {
    return world.timeline().nowMs();
  }

  @Override
  public Timestamp now() {
    return Messages.timestamp(world.timeline().nowMs() + clockSkewMs);
  }

  @Override
  public void after(long ms, Runnable work) {
    world
        .timeline()
        .after(
            ms,
            () -> {
              if (!dead) {
                work.run();
              }
            });
  }

  // --- sockets

  EventLoop anyEventLoop() {
    return world.random().oneOf(eventLoops);
  }

  Socket open(SimulatedSocket socket, SocketWriter down, Executor eventLoop, Runnable requestAck) {
    Person person = socket.device().person();
    AuthenticatedUser user =
        new AuthenticatedUser(
            UUID.fromString(person.id()),
            person.info(),
            SIGNED_IN_AT,
            "session of " + socket.device(),
            SIGNED_IN_AT.plus(TOKEN_LIFETIME),
            "");
    Socket opened = new Socket(user, down, eventLoop, METRICS, registrar, requestAck);
    sockets.add(socket);
    registry.add(opened);
    return opened;
  }

  void closed(SimulatedSocket socket, Socket closed, boolean pageClosed) {
    closed.markClosed(pageClosed);
    registry.remove(closed);
    sockets.remove(socket);
  }

  // --- frames

  void receive(Socket socket, Device device, SignalingMessage message) {
    if (!socket.isClosed() && !socket.executor().submit(() -> handle(socket, device, message))) {
      submitter.unavailable(socket, message, "too many messages of this socket are waiting");
    }
  }

  private Future<Void> handle(Socket socket, Device device, SignalingMessage message) {
    return switch (socket.phase()) {
      case SocketPhase.Disconnected gone -> Future.succeededFuture();
      case SocketPhase.Unregistered fresh when message.hasRegister() ->
          registrar.register(socket, message);
      case SocketPhase.Registered at when message.hasRegister() ->
          registrar.register(socket, message);
      case SocketPhase.Registered at -> accept(socket, device, at.sender(), message);
      case SocketPhase.Unregistered fresh -> notRegistered(socket, message);
      case SocketPhase.Registering at -> notRegistered(socket, message);
    };
  }

  private Future<Void> notRegistered(Socket socket, SignalingMessage message) {
    submitter.refuse(socket, message, WireError.of(ErrorCode.NOT_REGISTERED, "register first"));
    return Future.succeededFuture();
  }

  private Future<Void> accept(
      Socket socket, Device device, Sender sender, SignalingMessage message) {
    switch (MessageCatalogue.traits(message).getBecomes()) {
      case PLACE_CALL -> initiate(socket, device, sender, message);
      case INVITE_PEOPLE -> invite(socket, device, sender, message);
      case COMMAND -> ask(socket, sender, message);
      case SIGNAL -> relay.send(socket, sender, message, message.getCallId());
      default -> throw new IllegalArgumentException("not a command: " + message.getBodyCase());
    }
    return Future.succeededFuture();
  }

  private void ask(Socket socket, Sender sender, SignalingMessage message) {
    String callId = message.getCallId();
    if (MessageCatalogue.traits(message).getJoins()) {
      relay.joinRequested(socket, callId);
    }
    submitter.submit(
        socket,
        message,
        submitter
            .command(submitter.nextId(socket, sender), sender, callId)
            .setMessage(MessageSanitizer.sanitize(message, callId))
            .setMediaIsPartial(message.hasMediaState()));
  }

  private void initiate(Socket socket, Device device, Sender sender, SignalingMessage message) {
    if (world.redis().isUnavailable()) {
      submitter.unavailable(socket, message, "Redis did not answer");
      return;
    }
    String key = message.getIdempotencyKey();
    String callId = CallId.derive(socket.authenticatedUser().id(), key).toString();
    submitter.submit(
        socket,
        message,
        submitter
            .command(submitter.nextId(socket, sender), sender, callId)
            .setPlaceCall(new SimulatedCalleeReader(world).place(device, callId, message)));
  }

  private void invite(Socket socket, Device device, Sender sender, SignalingMessage message) {
    if (world.redis().isUnavailable()) {
      submitter.unavailable(socket, message, "Redis did not answer");
      return;
    }
    String callId = message.getCallId();
    submitter.submit(
        socket,
        message,
        submitter
            .command(submitter.nextId(socket, sender), sender, callId)
            .setInvitePeople(new SimulatedCalleeReader(world).invite(device, callId, message)));
  }

  // --- deliveries

  void dispatch(Delivery delivery) {
    registry
        .ofConnection(delivery.getTo().getConnectionId())
        .ifPresentOrElse(
            socket -> socket.dispatch(delivery, () -> {}), () -> returnToCallService(delivery));
  }

  private void returnToCallService(Delivery delivery) {
    world
        .timeline()
        .trace(
            "gateway-" + identity.partition(),
            () ->
                "has no connection "
                    + Messages.brief(delivery.getTo())
                    + " for "
                    + (delivery.hasMessage()
                        ? Messages.brief(delivery.getMessage())
                        : Messages.word(delivery.getActionCase())));
    relay.returnToCallService(delivery);
  }
}
