package dev.visavis.simulation.world;

import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.SchemaVersion;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.RoomAssigned;
import dev.visavis.proto.v1.RoomLost;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.SeededRandom;
import dev.visavis.simulation.infra.SimulatedProducer;
import java.util.HashMap;
import java.util.Map;

/// A media-service as the others see it. It has a room for a call that requests one, mostly at
/// once, sometimes late, twice or not at all; it answers offers to the SFU. It dies, and its rooms
/// are reported lost by the other one, or by itself once it is back.
final class MediaProcess {
  static final int COUNT = 2;

  /// No gateway has it.
  private static final int FIRST_PARTITION = 8;

  private static final int NOTICED_MS = 3_000;

  private final World world;
  private final int number;
  private final SeededRandom random;
  private final LogPartition inbox;

  /// By call, the generation of the room that it has or has offered. It is in Redis, so it outlives
  /// the process.
  private final Map<String, Integer> rooms = new HashMap<>();

  /// By call, the generation that is requested and that nobody has.
  private final Map<String, Integer> wanted = new HashMap<>();

  /// By call, the last event: a crash of call-service repeats older ones.
  private final Map<String, Long> seen = new HashMap<>();

  private SimulatedProducer writer;
  private boolean dead;
  private int lives;
  private int messages;

  MediaProcess(World world, int number, SeededRandom random) {
    this.world = world;
    this.number = number;
    this.random = random;
    this.inbox = world.broker().of(Topic.GATEWAY_INBOX, FIRST_PARTITION + number);
    this.writer = new SimulatedProducer(world.timeline(), random);
    inbox.follow(() -> onInbox(inbox.get(inbox.end() - 1)));
    world
        .broker()
        .of(Topic.CALL_EVENTS)
        .forEach(log -> log.follow(() -> onEvent(Messages.event(log.get(log.end() - 1)))));
    int deaths = random.percent(50) ? 0 : random.between(1, 2);
    for (int i = 0; i < deaths; i++) {
      world.timeline().after(random.between(3_000, Math.toIntExact(Faults.chaosMs())), this::die);
    }
  }

  boolean isDead() {
    return dead;
  }

  private MediaProcess other() {
    return world.mediaProcesses().get(1 - number);
  }

  // --- assignment

  private void onEvent(CallEvent event) {
    long position = ((long) event.getVersion() << 32) + event.getIndex();
    if (dead || seen.getOrDefault(event.getCallId(), -1L) >= position) {
      return;
    }
    String callId = event.getCallId();
    seen.put(callId, position);
    switch (event.getFactCase()) {
      case ROOM_REQUESTED -> requested(callId, event.getRoomRequested().getGeneration());
      case ROOM_ASSIGNED -> {
        wanted.remove(callId);
        if (!event.getRoomAssigned().getMediaService().equals(toString())) {
          rooms.remove(callId);
        }
      }
      case ROOM_LOST, ROOM_RELEASED, CALL_ENDED -> {
        wanted.remove(callId);
        rooms.remove(callId);
      }
      default -> {}
    }
  }

  private void requested(String callId, int generation) {
    wanted.put(callId, generation);
    boolean owner = Math.floorMod(callId.hashCode(), COUNT) == number;
    int draw = world.isHealed() ? 0 : random.between(0, 99);
    if (!owner) {
      if (other().isDead()) {
        offer(callId, generation, NOTICED_MS + random.between(0, 500), "");
      } else if (draw >= 92) {
        offer(callId, generation, random.between(0, 400), "");
      }
    } else if (draw < 80) {
      offer(callId, generation, random.between(5, 300), "");
    } else if (draw < 88) {
      offer(callId, generation, random.between(4_500, 8_000), "");
    } else if (draw < 94) {
      offer(callId, generation, random.between(5, 300), "");
      offer(callId, generation, random.between(5, 600), ":again");
    }
  }

  private void offer(String callId, int generation, int afterMs, String again) {
    int life = lives;
    world
        .timeline()
        .after(
            afterMs,
            () -> {
              if (!dead && lives == life) {
                if (wanted.getOrDefault(callId, 0) == generation) {
                  rooms.put(callId, generation);
                }
                assign(callId, generation, again);
              }
            });
  }

  private void assign(String callId, int generation, String again) {
    DeviceRoute.Builder route =
        DeviceRoute.newBuilder()
            .setUserId(RelayAddress.SFU)
            .setDeviceId(toString())
            .setGateway(FIRST_PARTITION + number)
            .setConnectionId(callId + "/" + generation)
            .setIncarnation(this + "." + lives)
            .setAcceptsBatches(true)
            .setAcceptsSharedContent(true);
    command(
        callId,
        "room:" + callId + ":" + generation + ":" + this + "." + lives + again,
        CallCommand.newBuilder()
            .setRoomAssigned(
                RoomAssigned.newBuilder()
                    .setGeneration(generation)
                    .setRoute(route)
                    .setMediaServer("janus-" + number + again)));
  }

  private void command(String callId, String id, CallCommand.Builder command) {
    world.timeline().trace(toString(), () -> "writes " + id);
    byte[] bytes =
        command
            .setCommandId(id)
            .setCallId(callId)
            .setAt(Messages.timestamp(world.timeline().nowMs()))
            .setMinReader(SchemaVersion.ROOMS)
            .build()
            .toByteArray();
    writer.send(world.broker().of(Topic.CALL_COMMANDS, callId), callId, bytes);
  }

  // --- failover

  void die() {
    if (dead || world.isHealed()) {
      return;
    }
    world.timeline().trace(toString(), () -> "DIES");
    dead = true;
    writer.die();
    Map<String, Integer> lost = Map.copyOf(rooms);
    world
        .timeline()
        .after(NOTICED_MS + random.between(0, 500), () -> other().report(lost, toString()));
    world.timeline().after(random.between(500, 9_000), this::start);
  }

  private void start() {
    world.timeline().trace(toString(), () -> "starts");
    dead = false;
    lives++;
    writer = new SimulatedProducer(world.timeline(), random);
    wanted.clear();
    report(Map.copyOf(rooms), toString());
    rooms.clear();
  }

  private void report(Map<String, Integer> lost, String of) {
    if (!dead) {
      lost.forEach(
          (callId, generation) ->
              command(
                  callId,
                  "lost:" + callId + ":" + generation,
                  CallCommand.newBuilder()
                      .setRoomLost(
                          RoomLost.newBuilder()
                              .setGeneration(generation)
                              .setReason(of + " died"))));
    }
  }

  // --- signaling

  private void onInbox(LogPartition.Entry entry) {
    if (!dead) {
      DeliveryBatches.unbatch(Messages.delivery(entry)).forEach(this::onDelivery);
    }
  }

  private void onDelivery(Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    if (message.hasOffer()) {
      String callId = message.getCallId();
      Offer offer = message.getOffer();
      boolean present = rooms.getOrDefault(callId, 0) == offer.getGeneration();
      reply(
          delivery.getSender(),
          present
              ? answer(callId, offer)
              : Messages.error(ErrorCode.INVALID_STATE).setCallId(callId));
    }
  }

  private SignalingMessage.Builder answer(String callId, Offer offer) {
    String room = callId + "/" + offer.getGeneration();
    return SignalingMessage.newBuilder()
        .setCallId(callId)
        .setId("sfu:" + room + ":" + lives + "." + ++messages)
        .setAnswer(
            Answer.newBuilder()
                .setSdp(SessionDescription.newBuilder().setType("answer").setSdp("v=0"))
                .setFrom(RelayAddress.SFU)
                .setStream(offer.getStream())
                .setGeneration(offer.getGeneration()));
  }

  private void reply(DeviceRoute to, SignalingMessage.Builder message) {
    Delivery delivery = Delivery.newBuilder().setTo(to).setMessage(message).build();
    writer.send(
        world.broker().of(Topic.GATEWAY_INBOX, to.getGateway()), null, delivery.toByteArray());
  }

  @Override
  public String toString() {
    return "media-" + number;
  }
}
