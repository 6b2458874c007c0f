package dev.visavis.media.signaling;

import dev.visavis.media.MediaKind;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.layers.Tile;
import dev.visavis.media.layers.View;
import dev.visavis.media.log.DeliveryHandler;
import dev.visavis.media.log.LogWriter;
import dev.visavis.media.room.CallRoom;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.DeviceId;
import dev.visavis.media.room.DeviceMessages;
import dev.visavis.media.room.RoomKey;
import dev.visavis.media.room.RoomTable;
import dev.visavis.media.room.StreamKind;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/// Hands what devices send to `sfu` to the room of their call. A message of another generation than
/// that of the room is refused.
@Singleton
final class SignalHandler implements DeliveryHandler, DeviceMessages.Factory {
  private static final Logger LOG = Logger.getLogger(SignalHandler.class);

  private final MediaLoop loop;
  private final RoomTable rooms;
  private final LogWriter log;
  private final CallTracer tracer;
  private final SignalMetrics metrics;
  private final Map<String, RoomDevices> devices = new HashMap<>();
  private long errorCount;

  SignalHandler(
      MediaLoop loop, RoomTable rooms, LogWriter log, CallTracer tracer, SignalMetrics metrics) {
    this.loop = loop;
    this.rooms = rooms;
    this.log = log;
    this.tracer = tracer;
    this.metrics = metrics;
  }

  @Override
  public DeviceMessages of(RoomKey room) {
    RoomDevices made =
        new RoomDevices(
            room,
            log,
            metrics,
            () ->
                devices.computeIfPresent(
                    room.callId(), (id, held) -> held.room().equals(room) ? null : held));
    devices.put(room.callId(), made);
    return made;
  }

  @Override
  public void handle(Delivery delivery, Headers headers) {
    if (!delivery.hasMessage() || !delivery.hasSender()) {
      LOG.debugf("ignoring a delivery without a message or a sender: %s", delivery.getActionCase());
      return;
    }
    SignalingMessage message = delivery.getMessage();
    var span =
        tracer.begin(
            SpanKind.CONSUMER,
            () -> "media " + MessageCatalogue.name(message.getBodyCase()),
            message.getCallId(),
            headers);
    handle(message, delivery.getTo(), delivery.getSender());
    span.end();
  }

  private void handle(SignalingMessage message, DeviceRoute to, DeviceRoute sender) {
    String callId = message.getCallId();
    RoomDevices inRoom = devices.get(callId);
    Optional<CallRoom> room = rooms.of(callId);
    int generation = generation(message, to);
    if (inRoom == null || room.isEmpty()) {
      refuse(sender, callId, "room " + generation + " is not here");
      return;
    }
    int present = inRoom.room().generation();
    if (generation != present) {
      refuse(sender, callId, "the message is for room " + generation + "; the call has " + present);
      return;
    }
    DeviceId device = new DeviceId(sender.getUserId(), sender.getDeviceId());
    if (!inRoom.isNew(device, sender, message)) {
      return;
    }
    if (isDescription(message) && !inRoom.mayNegotiate(device, loop.nowMs())) {
      inRoom.failed(device, "too many offers and answers");
      return;
    }
    handle(room.get(), device, message);
  }

  /// The generation that a message names; if it names none, that of the room it was sent to.
  private static int generation(SignalingMessage message, DeviceRoute to) {
    Integer named = RelayAddress.generation(message);
    if (named != null) {
      return named;
    }
    String[] room = to.getConnectionId().split("/", 2);
    try {
      return room.length == 2 ? Integer.parseInt(room[1]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void handle(CallRoom room, DeviceId device, SignalingMessage message) {
    switch (message.getBodyCase()) {
      case OFFER ->
          room.offer(
              device, stream(message.getOffer().getStream()), message.getOffer().getSdp().getSdp());
      case ANSWER -> room.answer(device, message.getAnswer().getSdp().getSdp());
      case ICE_CANDIDATE -> {
        IceCandidateMessage ice = message.getIceCandidate();
        room.candidate(device, stream(ice.getStream()), candidate(ice));
      }
      case VIEW -> room.view(device, view(message.getView()));
      default -> metrics.refused("invalid");
    }
  }

  private static boolean isDescription(SignalingMessage message) {
    return message.hasOffer() || message.hasAnswer();
  }

  /// `publish` if absent, as with candidates.
  private static StreamKind stream(String name) {
    return name.equals("subscribe") ? StreamKind.SUBSCRIBE : StreamKind.PUBLISH;
  }

  private static Candidate candidate(IceCandidateMessage message) {
    if (!message.hasCandidate()) {
      return Candidate.END;
    }
    IceCandidate ice = message.getCandidate();
    return new Candidate(
        ice.getCandidate(),
        ice.hasSdpMid() ? ice.getSdpMid() : null,
        ice.hasSdpMLineIndex() ? ice.getSdpMLineIndex() : null);
  }

  private static View view(dev.visavis.proto.v1.View view) {
    List<Tile> tiles =
        view.getTilesList().stream()
            .flatMap(
                tile ->
                    MediaKind.ofWireName(tile.getKind())
                        .filter(MediaKind::isVideo)
                        .map(kind -> new Tile(tile.getUserId(), kind, tile.getHeight()))
                        .stream())
            .toList();
    return new View(tiles);
  }

  private void refuse(DeviceRoute to, String callId, String reason) {
    metrics.refused("stale");
    errorCount++;
    log.deliver(
        Delivery.newBuilder()
            .setDeliveryId("sfu-error:" + to.getConnectionId() + ":" + callId + ":" + errorCount)
            .setTo(to)
            .setMessage(
                SignalingMessage.newBuilder()
                    .setCallId(callId)
                    .setError(
                        Error.newBuilder()
                            .setCode(ErrorCode.INVALID_STATE)
                            .setMessage("This room is over: " + reason + ".")))
            .build());
  }
}
