package dev.visavis.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.commands.Trusted;
import dev.visavis.gateway.inbox.Seen;
import dev.visavis.gateway.registration.Gathering;
import dev.visavis.proto.CallId;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.Callee;
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

/// One gateway: the shell of signaling-gateway on virtual time around its pure parts. It takes
/// sockets, makes commands, and brings what its inbox holds to the sockets.
final class GatewayProcess {
  private static final long PRESENCE_WITHIN_MS = 5_000;
  private static final long CALLS_WITHIN_MS = 2_000;

  private final World world;
  private final int number;
  private final LogPartition inbox;
  private final long clockSkewMs;
  private final Map<String, Link> byDevice = new LinkedHashMap<>();
  private final Map<String, Link> byConnection = new LinkedHashMap<>();
  private String incarnation = "";
  private Writer writer;
  private Seen seen = new Seen();
  private int next;
  private boolean reading;
  private boolean dead;

  GatewayProcess(World world, int number) {
    this.world = world;
    this.number = number;
    this.inbox = world.broker().of(Topic.GATEWAY_INBOX, number);
    this.clockSkewMs = world.chance().between(-1_000, 1_000);
    this.writer = new Writer(world.timeline(), world.chance());
    inbox.follow(this::wake);
    start();
    world.timeline().every(PresenceKeys.LEASE_RENEWAL_MS, this::renew);
  }

  /// A new life: reads its inbox from the end.
  void start() {
    dead = false;
    incarnation = world.chance().id();
    writer = new Writer(world.timeline(), world.chance());
    seen = new Seen();
    next = inbox.end();
    renew();
    world.timeline().trace(toString(), () -> "starts");
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
        } else {
          String callId = message.getCallId();
          append(command(link, callId).setMessage(Trusted.of(message, callId)).build());
        }
      }
      case GONE -> {}
    }
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
            .build();
    link.sender = Sender.newBuilder().setUser(person.info()).setDevice(route).build();
    Gathering gathering =
        new Gathering(world.timeline().nowMs(), PRESENCE_WITHIN_MS, CALLS_WITHIN_MS);
    link.gathering = gathering;
    link.phase = Link.Phase.REGISTERING;
    byConnection.values().remove(link);
    byConnection.put(route.getConnectionId(), link);
    Link before = byDevice.put(route.getDeviceId(), link);
    if (before != null && before != link) {
      replace(before);
    }
    log(route, true);
    settle(link, gathering);
  }

  private void replace(Link older) {
    byConnection.values().remove(older);
    older.close(4009);
  }

  private void log(DeviceRoute route, boolean online) {
    DeviceEvent.Builder event =
        DeviceEvent.newBuilder().setDevice(route).setAt(Messages.timestamp(clockMs()));
    if (online) {
      event.setOnline(DeviceOnline.getDefaultInstance());
    } else {
      event.setOffline(DeviceOffline.getDefaultInstance());
    }
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
                        (online ? "online " : "offline ")
                            + Messages.brief(route)
                            + " @"
                            + to.end()));
  }

  private void settle(Link link, Gathering gathering) {
    if (dead || link.phase != Link.Phase.REGISTERING || link.gathering != gathering) {
      return;
    }
    switch (gathering.state(world.timeline().nowMs())) {
      case Gathering.Waiting waiting ->
          world.timeline().at(waiting.untilMs(), () -> settle(link, gathering));
      case Gathering.Complete complete -> {
        link.phase = Link.Phase.REGISTERED;
        link.down(
            SignalingMessage.newBuilder()
                .setRegistered(Registered.newBuilder().addAllCalls(complete.calls()))
                .build());
        complete.held().forEach(link::down);
      }
      case Gathering.Failed failed -> {
        link.down(error(ErrorCode.UNAVAILABLE).build());
        leave(link);
        link.phase = Link.Phase.FRESH;
      }
    }
  }

  /// The socket is gone.
  void departed(Link link) {
    if (link.phase == Link.Phase.REGISTERED || link.phase == Link.Phase.REGISTERING) {
      leave(link);
    }
    link.phase = Link.Phase.GONE;
  }

  private void leave(Link link) {
    DeviceRoute route = Objects.requireNonNull(link.sender).getDevice();
    byConnection.remove(route.getConnectionId(), link);
    if (byDevice.remove(route.getDeviceId(), link)) {
      log(route, false);
    }
  }

  private void initiate(Link link, SignalingMessage message) {
    if (world.redis().isAway()) {
      refuse(link, message, ErrorCode.UNAVAILABLE);
      return;
    }
    Person caller = link.device().person();
    String key = message.getIdempotencyKey();
    String callId = CallId.derive(UUID.fromString(caller.id()), key).toString();
    String calleeId = message.getInitiateCall().getCalleeId();
    Person callee =
        world.people().stream().filter(p -> p.id().equals(calleeId)).findFirst().orElseThrow();
    PlaceCall place =
        PlaceCall.newBuilder()
            .addCallees(
                Callee.newBuilder()
                    .setUser(callee.info())
                    .addAllDevices(online(calleeId))
                    .setBlocksCaller(callee.blocks(caller.id()))
                    .setInCall(isInCallOtherThan(calleeId, callId)))
            .addAllCallerDevices(
                online(caller.id()).stream()
                    .filter(route -> !route.getDeviceId().equals(link.device().toString()))
                    .toList())
            .setCallType(message.getInitiateCall().getCallType())
            .setKind(CallKind.CALL_KIND_DIRECT)
            .setIdempotencyKey(key)
            .build();
    append(command(link, callId).setPlaceCall(place).build());
  }

  private List<DeviceRoute> online(String userId) {
    List<DeviceRoute> online = new ArrayList<>();
    List<?> devices =
        (List<?>)
            Objects.requireNonNull(
                world.redis().call(List.of("HVALS", PresenceKeys.devices(userId))));
    for (Object device : devices) {
      DeviceRoute route = route((String) device);
      String lease = PresenceKeys.gatewayLease(route.getGateway());
      if (route.getIncarnation().equals(world.redis().call(List.of("GET", lease)))) {
        online.add(route);
      }
    }
    return online;
  }

  private boolean isInCallOtherThan(String userId, String callId) {
    List<?> calls =
        (List<?>)
            Objects.requireNonNull(
                world.redis().call(List.of("HGETALL", PresenceKeys.calls(userId))));
    for (int i = 0; i + 1 < calls.size(); i += 2) {
      if (!calls.get(i).equals(callId) && ((String) calls.get(i + 1)).startsWith("joined")) {
        return true;
      }
    }
    return false;
  }

  private static DeviceRoute route(String bytes) {
    try {
      return DeviceRoute.parseFrom(bytes.getBytes(ISO_8859_1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private CallCommand.Builder command(Link link, String callId) {
    Sender sender = Objects.requireNonNull(link.sender);
    link.commands++;
    return CallCommand.newBuilder()
        .setCommandId(sender.getDevice().getConnectionId() + ":" + link.commands)
        .setCallId(callId)
        .setAt(Messages.timestamp(clockMs()))
        .setSender(sender);
  }

  private void append(CallCommand command) {
    LogPartition to = world.broker().of(Topic.CALL_COMMANDS, command.getCallId());
    writer.send(to, command.getCallId(), command.toByteArray());
    if (world.chance().percent(3)) {
      writer.send(to, command.getCallId(), command.toByteArray());
    }
  }

  private static void refuse(Link link, SignalingMessage message, ErrorCode code) {
    SignalingMessage.Builder error = error(code);
    if (message.hasRequestId()) {
      error.setRequestId(message.getRequestId());
    }
    link.down(error.build());
  }

  private static SignalingMessage.Builder error(ErrorCode code) {
    return SignalingMessage.newBuilder()
        .setError(dev.visavis.proto.v1.Error.newBuilder().setCode(code));
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
        dispatch(Messages.delivery(inbox.get(next++)));
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
      case MESSAGE, DEVICE_REGISTERED, REGISTERED_CALL -> {
        Link link = byConnection.get(delivery.getTo().getConnectionId());
        if (link != null && !link.isBroken()) {
          deliver(link, delivery);
        } else {
          world.watch().dropped(delivery);
        }
      }
      case CONNECTION_REPLACED -> {
        Link link = byConnection.get(delivery.getTo().getConnectionId());
        if (link != null) {
          leave(link);
          link.close(4009);
        }
      }
      case CONNECTION_REVOKED, DEVICE_REFUSED, ACTION_NOT_SET -> {}
    }
  }

  private void deliver(Link link, Delivery delivery) {
    Gathering gathering = link.gathering;
    if (link.phase == Link.Phase.REGISTERED) {
      if (delivery.hasMessage()) {
        link.down(delivery.getMessage());
      }
    } else if (link.phase == Link.Phase.REGISTERING && gathering != null) {
      if (delivery.hasMessage()) {
        gathering.hold(delivery.getMessage());
      } else if (delivery.hasDeviceRegistered()) {
        gathering.deviceRegistered(
            delivery.getDeviceRegistered().getLiveCallIdsList(), world.timeline().nowMs());
      } else if (delivery.hasRegisteredCall()) {
        gathering.registeredCall(delivery.getRegisteredCall());
      }
      settle(link, gathering);
    }
  }

  @Override
  public String toString() {
    return "gateway-" + number;
  }
}
