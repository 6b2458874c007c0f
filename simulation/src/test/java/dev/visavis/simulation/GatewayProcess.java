package dev.visavis.simulation;

import dev.visavis.gateway.commands.Trusted;
import dev.visavis.gateway.inbox.Seen;
import dev.visavis.gateway.registration.PendingRegistration;
import dev.visavis.gateway.relay.SocketPaths;
import dev.visavis.proto.CallId;
import dev.visavis.proto.DeliveryGroups;
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
import dev.visavis.support.PresenceKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/// One gateway: the shell of signaling-gateway on virtual time around its pure parts. It takes
/// sockets, makes commands, and brings what its inbox holds to the sockets.
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
  private final Map<String, Link> byDevice = new LinkedHashMap<>();
  private final Map<String, Link> byConnection = new LinkedHashMap<>();
  private String incarnation = "";
  private Writer writer;
  private Seen seen = new Seen();
  private int next;
  private int committed;
  private boolean reading;
  private boolean dead;

  GatewayProcess(World world, int number) {
    this.world = world;
    this.number = number;
    this.inbox = world.broker().of(Topic.GATEWAY_INBOX, number);
    this.clockSkewMs = world.chance().between(-1_000, 1_000);
    this.writer = new Writer(world.timeline(), world.chance());
    this.relay = new GatewayRelay(world, this);
    this.committed = inbox.end();
    inbox.follow(this::wake);
    start();
    world.timeline().every(PresenceKeys.LEASE_RENEWAL_MS, this::renew);
    world.timeline().every(COMMIT_MS, this::commit);
  }

  /// A new life: goes on in the inbox where the last one had committed.
  void start() {
    dead = false;
    incarnation = world.chance().id();
    writer = new Writer(world.timeline(), world.chance());
    seen = new Seen();
    next = committed;
    renew();
    world.timeline().trace(toString(), () -> "starts");
    wake();
  }

  void die() {
    if (dead) {
      return;
    }
    world.timeline().trace(toString(), () -> "DIES");
    dead = true;
    writer.die();
    List<Link> links = new ArrayList<>(byDevice.values());
    byDevice.clear();
    byConnection.clear();
    links.forEach(Link::tear);
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
    if (!dead && !world.redis().isAway()) {
      String ms = Long.toString(PresenceKeys.LEASE_MS);
      world.redis().call(List.of("SET", PresenceKeys.gatewayLease(number), incarnation, "PX", ms));
    }
  }

  // --- from devices

  void receive(Link link, SignalingMessage message) {
    switch (link.phase) {
      case FRESH -> {
        if (message.hasRegister()) {
          register(link, message);
        } else {
          refuse(link, message, ErrorCode.NOT_REGISTERED);
        }
      }
      case REGISTERING -> refuse(link, message, ErrorCode.NOT_REGISTERED);
      case REGISTERED -> {
        if (message.hasInitiateCall()) {
          initiate(link, message);
        } else if (GatewayRelay.takes(message)) {
          relay.send(link, message);
        } else {
          ask(link, message);
        }
      }
      case GONE -> {}
    }
  }

  private void ask(Link link, SignalingMessage message) {
    String callId = message.getCallId();
    if (message.hasAnswerCall() || message.hasJoinCall()) {
      relay.joining(link, callId);
    }
    append(
        command(link, nextId(link), callId)
            .setMessage(Trusted.of(message, callId))
            .setMediaIsPartial(message.hasMediaState())
            .build());
  }

  private void register(Link link, SignalingMessage message) {
    Person person = link.device().person();
    DeviceRoute route =
        DeviceRoute.newBuilder()
            .setUserId(person.id())
            .setDeviceId(message.getRegister().getDeviceId())
            .setGateway(number)
            .setConnectionId(world.chance().id())
            .setIncarnation(incarnation)
            .setTakesGroups(number != 0) // as in the middle of an upgrade
            .build();
    link.sender = Sender.newBuilder().setUser(person.info()).setDevice(route).build();
    PendingRegistration registration =
        new PendingRegistration(
            world.timeline().nowMs(), PRESENCE_TIMEOUT_MS, CALL_STATE_TIMEOUT_MS);
    link.registration = registration;
    link.phase = Link.Phase.REGISTERING;
    link.paths = new SocketPaths(person.id(), route.getConnectionId());
    byConnection.put(route.getConnectionId(), link);
    Link before = byDevice.put(route.getDeviceId(), link);
    if (before != null && before != link) {
      replace(before);
    }
    log(route, event -> event.setOnline(DeviceOnline.getDefaultInstance()));
    settle(link, registration);
  }

  private void replace(Link older) {
    departed(older);
    older.close(4009);
  }

  private void offline(DeviceRoute route, boolean untold) {
    log(route, event -> event.setOffline(DeviceOffline.newBuilder().setUntold(untold)));
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

  private void settle(Link link, PendingRegistration registration) {
    if (dead || link.phase != Link.Phase.REGISTERING || link.registration != registration) {
      return;
    }
    switch (registration.state(world.timeline().nowMs())) {
      case PendingRegistration.Waiting waiting ->
          world.timeline().at(waiting.untilMs(), () -> settle(link, registration));
      case PendingRegistration.Complete complete -> {
        link.phase = Link.Phase.REGISTERED;
        link.down(
            SignalingMessage.newBuilder()
                .setRegistered(Registered.newBuilder().addAllCalls(complete.calls()))
                .build());
        complete.held().forEach(delivery -> pass(link, delivery));
      }
      case PendingRegistration.Failed failed -> {
        link.down(Messages.error(ErrorCode.UNAVAILABLE).build());
        leave(link, true);
        registration.held().forEach(relay::giveBack);
        link.phase = Link.Phase.FRESH;
      }
    }
  }

  /// The socket is gone.
  void departed(Link link) {
    switch (link.phase) {
      case REGISTERED -> {
        relay.departed(link, route(link));
        leave(link, link.unackedMessages.lossReportUnacked());
      }
      case REGISTERING -> {
        Objects.requireNonNull(link.registration).held().forEach(relay::giveBack);
        leave(link, true);
      }
      case FRESH, GONE -> {}
    }
    link.phase = Link.Phase.GONE;
  }

  private void leave(Link link, boolean untold) {
    DeviceRoute route = route(link);
    String life = incarnation;
    world
        .timeline()
        .after(
            REMEMBERED_MS,
            () -> {
              if (life.equals(incarnation)) {
                byConnection.remove(route.getConnectionId(), link);
              }
            });
    if (byDevice.remove(route.getDeviceId(), link)) {
      offline(route, untold);
    }
  }

  private static DeviceRoute route(Link link) {
    return Objects.requireNonNull(link.sender).getDevice();
  }

  private void initiate(Link link, SignalingMessage message) {
    if (world.redis().isAway()) {
      refuse(link, message, ErrorCode.UNAVAILABLE);
      return;
    }
    Person caller = link.device().person();
    String key = message.getIdempotencyKey();
    String callId = CallId.derive(UUID.fromString(caller.id()), key).toString();
    PlaceCall place = new CalleeReading(world).place(link.device(), callId, message);
    append(command(link, nextId(link), callId).setPlaceCall(place).build());
  }

  String nextId(Link link) {
    link.commands++;
    return route(link).getConnectionId() + ":" + link.commands;
  }

  CallCommand.Builder command(Link link, String commandId, String callId) {
    return CallCommand.newBuilder()
        .setCommandId(commandId)
        .setCallId(callId)
        .setAt(Messages.timestamp(clockMs()))
        .setSender(Objects.requireNonNull(link.sender));
  }

  void append(CallCommand command) {
    LogPartition to = world.broker().of(Topic.CALL_COMMANDS, command.getCallId());
    writer.send(to, command.getCallId(), command.toByteArray());
    if (world.chance().percent(3)) {
      writer.send(to, command.getCallId(), command.toByteArray());
    }
  }

  static void refuse(Link link, SignalingMessage message, ErrorCode code) {
    SignalingMessage.Builder error = Messages.error(code);
    if (message.hasRequestId()) {
      error.setRequestId(message.getRequestId());
    }
    link.down(error.build());
  }

  private long clockMs() {
    return world.timeline().nowMs() + clockSkewMs;
  }

  // --- from the inbox

  private void wake() {
    if (!dead && !reading && next < inbox.end()) {
      reading = true;
      String life = incarnation;
      world.timeline().after(world.chance().hop(), () -> read(life));
    }
  }

  private void read(String life) {
    reading = false;
    if (!dead && life.equals(incarnation)) {
      while (next < inbox.end()) {
        DeliveryGroups.members(Messages.delivery(inbox.get(next++))).forEach(this::dispatch);
      }
    }
    wake();
  }

  private void dispatch(Delivery delivery) {
    boolean unseen = seen.isNew(delivery.getDeliveryId());
    if (!unseen && world.bug() != PlantedBug.NO_REPEAT_CHECK) {
      return;
    }
    switch (delivery.getActionCase()) {
      case MESSAGE, DEVICE_REGISTERED, REGISTERED_CALL, RELAY_BARRIER, RELAY_OPENED ->
          arrive(delivery);
      case CONNECTION_REPLACED -> {
        Link link = byConnection.get(delivery.getTo().getConnectionId());
        if (link != null && link.isOn(delivery.getTo().getConnectionId())) {
          closeObsolete(link);
        }
      }
      case CONNECTION_REVOKED, CONNECTION_SIGNED_OUT, DEVICE_REFUSED, GROUP, ACTION_NOT_SET -> {}
    }
  }

  void closeObsolete(Link link) {
    if (link.phase != Link.Phase.GONE) {
      departed(link);
      link.close(4009);
    }
  }

  /// To the gateway that holds the connection: this one, or through its inbox.
  void hand(Delivery delivery) {
    if (delivery.getTo().getGateway() == number) {
      arrive(delivery);
    } else {
      writer.send(
          world.broker().of(Topic.GATEWAY_INBOX, delivery.getTo().getGateway()),
          null,
          delivery.toByteArray());
    }
  }

  private void arrive(Delivery delivery) {
    String connectionId = delivery.getTo().getConnectionId();
    Link link = byConnection.get(connectionId);
    if (link == null || !link.isOn(connectionId)) {
      relay.giveBack(delivery);
      return;
    }
    switch (link.phase) {
      case REGISTERED -> pass(link, delivery);
      case REGISTERING -> gather(link, Objects.requireNonNull(link.registration), delivery);
      case FRESH, GONE -> relay.giveBack(delivery);
    }
  }

  private void pass(Link link, Delivery delivery) {
    if (delivery.hasMessage()) {
      relay.deliver(link, delivery);
    } else if (delivery.hasRelayBarrier()) {
      relay.barrier(link, delivery);
    } else if (delivery.hasRelayOpened()) {
      relay.opened(link, delivery.getRelayOpened());
    }
  }

  private void gather(Link link, PendingRegistration registration, Delivery delivery) {
    if (delivery.hasMessage() || delivery.hasRelayBarrier()) {
      registration.hold(delivery);
    } else if (delivery.hasDeviceRegistered()) {
      registration.deviceRegistered(
          delivery.getDeviceRegistered().getLiveCallIdsList(), world.timeline().nowMs());
    } else if (delivery.hasRegisteredCall()) {
      registration.registeredCall(delivery.getRegisteredCall());
    }
    settle(link, registration);
  }

  @Override
  public String toString() {
    return "gateway-" + number;
  }
}
