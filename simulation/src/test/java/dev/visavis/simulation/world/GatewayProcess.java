package dev.visavis.simulation.world;

import dev.visavis.gateway.connection.PendingRegistration;
import dev.visavis.gateway.inbox.SeenDeliveriesAccess;
import dev.visavis.gateway.messages.MessageSanitizer;
import dev.visavis.gateway.paths.SocketPaths;
import dev.visavis.proto.CallId;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.SimulatedProducer;
import dev.visavis.support.PresenceKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/// A gateway on virtual time: takes sockets, makes commands, and delivers what its inbox holds.
final class GatewayProcess {
  private static final long PRESENCE_TIMEOUT_MS = 5_000;
  private static final long CALL_STATE_TIMEOUT_MS = 8_000;
  private static final long COMMIT_MS = 1_000;
  private static final long REMEMBERED_MS = 10_000;

  private final World world;
  private final int number;
  private final LogPartition inbox;
  private final long clockSkewMs;
  private final GatewayRelay relay;
  private final Map<String, SimulatedSocket> byDevice = new LinkedHashMap<>();
  private final Map<String, SimulatedSocket> byConnection = new LinkedHashMap<>();
  private String incarnation = "";
  private SimulatedProducer writer;
  private SeenDeliveriesAccess seen = new SeenDeliveriesAccess();
  private int next;
  private int committed;
  private boolean reading;
  private boolean dead;

  GatewayProcess(World world, int number) {
    this.world = world;
    this.number = number;
    this.inbox = world.broker().of(Topic.GATEWAY_INBOX, number);
    this.clockSkewMs = world.random().between(-1_000, 1_000);
    this.writer = new SimulatedProducer(world.timeline(), world.random());
    this.relay = new GatewayRelay(world, this);
    this.committed = inbox.end();
    inbox.follow(this::poll);
    start();
    world.timeline().every(PresenceKeys.LEASE_RENEWAL_MS, this::renew);
    world.timeline().every(COMMIT_MS, this::commit);
  }

  /// A new life: goes on in the inbox where the last one had committed.
  void start() {
    dead = false;
    incarnation = world.random().id();
    writer = new SimulatedProducer(world.timeline(), world.random());
    seen = new SeenDeliveriesAccess();
    next = committed;
    renew();
    world.timeline().trace(toString(), () -> "starts");
    poll();
  }

  void die() {
    if (dead) {
      return;
    }
    world.timeline().trace(toString(), () -> "DIES");
    dead = true;
    writer.die();
    List<SimulatedSocket> links = new ArrayList<>(byDevice.values());
    byDevice.clear();
    byConnection.clear();
    links.forEach(SimulatedSocket::tear);
  }

  boolean isDead() {
    return dead;
  }

  private void commit() {
    if (!dead) {
      committed = next;
    }
  }

  private void renew() {
    if (!dead && !world.redis().isUnavailable()) {
      String ms = Long.toString(PresenceKeys.LEASE_MS);
      world.redis().call(List.of("SET", PresenceKeys.gatewayLease(number), incarnation, "PX", ms));
    }
  }

  void receive(SimulatedSocket socket, SignalingMessage message) {
    switch (socket.phase) {
      case FRESH -> {
        if (message.hasRegister()) {
          register(socket, message);
        } else {
          sendError(socket, message, ErrorCode.NOT_REGISTERED);
        }
      }
      case REGISTERING -> sendError(socket, message, ErrorCode.NOT_REGISTERED);
      case REGISTERED -> {
        if (message.hasInitiateCall()) {
          initiate(socket, message);
        } else if (MessageCatalogue.isSignal(message)) {
          relay.send(socket, message);
        } else {
          ask(socket, message);
        }
      }
      case GONE -> {}
    }
  }

  private void ask(SimulatedSocket socket, SignalingMessage message) {
    String callId = message.getCallId();
    if (MessageCatalogue.traits(message).getJoins()) {
      relay.joinRequested(socket, callId);
    }
    append(
        command(socket, nextId(socket), callId)
            .setMessage(MessageSanitizer.sanitize(message, callId))
            .setMediaIsPartial(message.hasMediaState())
            .build());
  }

  private void register(SimulatedSocket socket, SignalingMessage message) {
    Person person = socket.device().person();
    DeviceRoute route =
        DeviceRoute.newBuilder()
            .setUserId(person.id())
            .setDeviceId(message.getRegister().getDeviceId())
            .setGateway(number)
            .setConnectionId(world.random().id())
            .setIncarnation(incarnation)
            .setAcceptsBatches(number != 0) // as in the middle of an upgrade
            .setAcceptsSharedContent(number > 1)
            .build();
    socket.sender = Sender.newBuilder().setUser(person.info()).setDevice(route).build();
    PendingRegistration registration =
        new PendingRegistration(
            world.timeline().nowMs(), PRESENCE_TIMEOUT_MS, CALL_STATE_TIMEOUT_MS);
    socket.registration = registration;
    socket.phase = SimulatedSocket.Phase.REGISTERING;
    socket.paths = new SocketPaths(person.id(), route.getConnectionId());
    byConnection.put(route.getConnectionId(), socket);
    SimulatedSocket before = byDevice.put(route.getDeviceId(), socket);
    if (before != null && before != socket) {
      closeObsolete(before);
    }
    log(route, event -> event.setOnline(DeviceOnline.getDefaultInstance()));
    settle(socket, registration);
  }

  private void log(DeviceRoute route, Consumer<DeviceEvent.Builder> change) {
    DeviceEvent.Builder event =
        DeviceEvent.newBuilder().setDevice(route).setAt(Messages.timestamp(clockMs()));
    change.accept(event);
    LogPartition to = world.broker().ofUser(route.getUserId());
    writer.send(
        to,
        route.getUserId() + ":" + route.getDeviceId(),
        event.build().toByteArray(),
        () ->
            world
                .timeline()
                .trace(
                    toString(),
                    () ->
                        (event.hasOnline() ? "online " : "offline ")
                            + Messages.brief(route)
                            + " @"
                            + to.end()));
  }

  private void settle(SimulatedSocket socket, PendingRegistration registration) {
    if (dead
        || socket.phase != SimulatedSocket.Phase.REGISTERING
        || socket.registration != registration) {
      return;
    }
    switch (registration.state(world.timeline().nowMs())) {
      case PendingRegistration.Waiting waiting ->
          world.timeline().at(waiting.untilMs(), () -> settle(socket, registration));
      case PendingRegistration.Complete complete -> {
        socket.phase = SimulatedSocket.Phase.REGISTERED;
        socket.sendDown(
            SignalingMessage.newBuilder()
                .setRegistered(Registered.newBuilder().addAllCalls(complete.calls()))
                .build());
        complete.held().forEach(delivery -> relay.dispatch(socket, delivery));
      }
      case PendingRegistration.Failed failed -> {
        socket.sendDown(Messages.error(ErrorCode.UNAVAILABLE).build());
        leave(socket, true);
        registration.held().forEach(relay::returnToCallService);
        socket.phase = SimulatedSocket.Phase.FRESH;
      }
    }
  }

  /// The socket is gone.
  void onSocketClosed(SimulatedSocket socket) {
    switch (socket.phase) {
      case REGISTERED -> {
        relay.onSocketClosed(socket, route(socket));
        leave(socket, socket.lossReportUnacked());
      }
      case REGISTERING -> {
        Objects.requireNonNull(socket.registration).held().forEach(relay::returnToCallService);
        leave(socket, true);
      }
      case FRESH, GONE -> {}
    }
    socket.phase = SimulatedSocket.Phase.GONE;
  }

  private void leave(SimulatedSocket socket, boolean lossUnconfirmed) {
    DeviceRoute route = route(socket);
    String life = incarnation;
    world
        .timeline()
        .after(
            REMEMBERED_MS,
            () -> {
              if (life.equals(incarnation)) {
                byConnection.remove(route.getConnectionId(), socket);
              }
            });
    if (byDevice.remove(route.getDeviceId(), socket)) {
      DeviceOffline.Builder how =
          DeviceOffline.newBuilder()
              .setLossUnconfirmed(lossUnconfirmed)
              .setPageClosed(socket.pageClosed);
      log(route, event -> event.setOffline(how));
    }
  }

  private static DeviceRoute route(SimulatedSocket socket) {
    return Objects.requireNonNull(socket.sender).getDevice();
  }

  private void initiate(SimulatedSocket socket, SignalingMessage message) {
    if (world.redis().isUnavailable()) {
      sendError(socket, message, ErrorCode.UNAVAILABLE);
      return;
    }
    Person caller = socket.device().person();
    String key = message.getIdempotencyKey();
    String callId = CallId.derive(UUID.fromString(caller.id()), key).toString();
    PlaceCall place = new SimulatedCalleeReader(world).place(socket.device(), callId, message);
    append(command(socket, nextId(socket), callId).setPlaceCall(place).build());
  }

  String nextId(SimulatedSocket socket) {
    socket.commands++;
    return route(socket).getConnectionId() + ":" + socket.commands;
  }

  CallCommand.Builder command(SimulatedSocket socket, String commandId, String callId) {
    return CallCommand.newBuilder()
        .setCommandId(commandId)
        .setCallId(callId)
        .setAt(Messages.timestamp(clockMs()))
        .setSender(Objects.requireNonNull(socket.sender));
  }

  void append(CallCommand command) {
    LogPartition to = world.broker().of(Topic.CALL_COMMANDS, command.getCallId());
    writer.send(to, command.getCallId(), command.toByteArray());
    if (world.random().percent(3)) {
      writer.send(to, command.getCallId(), command.toByteArray());
    }
  }

  static void sendError(SimulatedSocket socket, SignalingMessage message, ErrorCode code) {
    SignalingMessage.Builder error = Messages.error(code);
    if (message.hasRequestId()) {
      error.setRequestId(message.getRequestId());
    }
    socket.sendDown(error.build());
  }

  private long clockMs() {
    return world.timeline().nowMs() + clockSkewMs;
  }

  private void poll() {
    if (!dead && !reading && next < inbox.end()) {
      reading = true;
      String life = incarnation;
      world.timeline().after(world.random().hop(), () -> read(life));
    }
  }

  private void read(String life) {
    reading = false;
    if (!dead && life.equals(incarnation)) {
      while (next < inbox.end()) {
        DeliveryBatches.unbatch(Messages.delivery(inbox.get(next++))).forEach(this::dispatch);
      }
    }
    poll();
  }

  private void dispatch(Delivery delivery) {
    boolean unseen = seen.isNew(delivery.getDeliveryId());
    if (!unseen && world.bug() != InjectedBug.NO_REPEAT_CHECK) {
      return;
    }
    switch (delivery.getActionCase()) {
      case MESSAGE, DEVICE_REGISTERED, REGISTERED_CALL, RELAY_BARRIER, RELAY_OPENED ->
          deliverLocally(delivery);
      case CONNECTION_REPLACED -> {
        SimulatedSocket socket = byConnection.get(delivery.getTo().getConnectionId());
        if (socket != null && socket.isOn(delivery.getTo().getConnectionId())) {
          closeObsolete(socket);
        }
      }
      case CONNECTION_REVOKED, CONNECTION_SIGNED_OUT, DEVICE_REFUSED, BATCH, ACTION_NOT_SET -> {}
    }
  }

  void closeObsolete(SimulatedSocket socket) {
    if (socket.phase != SimulatedSocket.Phase.GONE) {
      onSocketClosed(socket);
      socket.close(4009);
    }
  }

  /// To the gateway that holds the connection: this one, or through its inbox.
  void sendToGateway(Delivery delivery) {
    if (delivery.getTo().getGateway() == number) {
      deliverLocally(delivery);
    } else {
      writer.send(
          world.broker().of(Topic.GATEWAY_INBOX, delivery.getTo().getGateway()),
          null,
          delivery.toByteArray());
    }
  }

  private void deliverLocally(Delivery delivery) {
    String connectionId = delivery.getTo().getConnectionId();
    SimulatedSocket socket = byConnection.get(connectionId);
    if (socket == null || !socket.isOn(connectionId)) {
      relay.returnToCallService(delivery);
      return;
    }
    switch (socket.phase) {
      case REGISTERED -> relay.dispatch(socket, delivery);
      case REGISTERING -> collect(socket, Objects.requireNonNull(socket.registration), delivery);
      case FRESH, GONE -> relay.returnToCallService(delivery);
    }
  }

  private void collect(
      SimulatedSocket socket, PendingRegistration registration, Delivery delivery) {
    if (delivery.hasMessage() || delivery.hasRelayBarrier()) {
      registration.hold(delivery);
    } else if (delivery.hasDeviceRegistered()) {
      registration.deviceRegistered(
          delivery.getDeviceRegistered().getLiveCallIdsList(), world.timeline().nowMs());
    } else if (delivery.hasRegisteredCall()) {
      registration.registeredCall(delivery.getRegisteredCall());
    }
    settle(socket, registration);
  }

  @Override
  public String toString() {
    return "gateway-" + number;
  }
}
