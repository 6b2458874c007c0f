package dev.visavis.media.signaling;

import dev.visavis.media.Pace;
import dev.visavis.media.layers.SendLimits;
import dev.visavis.media.log.LogWriter;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.DeviceId;
import dev.visavis.media.room.DeviceMessages;
import dev.visavis.media.room.RoomKey;
import dev.visavis.media.room.StreamKind;
import dev.visavis.media.room.Track;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Speakers;
import dev.visavis.proto.v1.Tracks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The devices in one room: where they are, the messages that they have sent, and those that they
/// get. Each is reached through the connection of its latest message; if that is gone, its gateway
/// returns the reliable messages to call-service, as with those of another device.
final class RoomDevices implements DeviceMessages {
  private static final int RETRY_AFTER_MS = 1_000;

  /// A device that has been neither heard nor told anything while so many others were is forgotten.
  static final int MOST_DEVICES = 128;

  private static final int REMEMBERED_IDS = 200;
  private static final int NEGOTIATIONS_AT_ONCE = 20;
  private static final long NEGOTIATION_MS = 500;

  /// One that has sent a message to this room.
  private static final class Device {
    private final Set<String> seen =
        Collections.newSetFromMap(new RecentMap<String, Boolean>(REMEMBERED_IDS));
    private final Pace negotiations = new Pace(NEGOTIATIONS_AT_ONCE, NEGOTIATION_MS);
    private DeviceRoute route = DeviceRoute.getDefaultInstance();
  }

  /// Keeps the entries that were used last.
  private static final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    RecentMap(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  private final RoomKey room;
  private final LogWriter log;
  private final SignalMetrics metrics;
  private final Runnable whenClosed;
  private final Map<DeviceId, Device> devices = new RecentMap<>(MOST_DEVICES);
  private long count;

  RoomDevices(RoomKey room, LogWriter log, SignalMetrics metrics, Runnable whenClosed) {
    this.room = room;
    this.log = log;
    this.metrics = metrics;
    this.whenClosed = whenClosed;
  }

  RoomKey room() {
    return room;
  }

  /// Notes a message of a device.
  ///
  /// @return false if it is a repetition
  boolean isNew(DeviceId device, DeviceRoute route, SignalingMessage message) {
    Device known = devices.computeIfAbsent(device, id -> new Device());
    known.route = route;
    return message.getId().isEmpty() || known.seen.add(message.getId());
  }

  /// Takes a turn of the device for an offer or an answer.
  ///
  /// @return false if it sends them too fast. Each keeps the media server busy, and each new
  ///     connection takes one of its ports for a while
  boolean mayNegotiate(DeviceId device, long nowMs) {
    Device known = devices.get(device);
    return known != null && known.negotiations.take(nowMs);
  }

  @Override
  public void answer(DeviceId to, String sdp) {
    metrics.negotiated(StreamKind.PUBLISH, "answered");
    send(
        to,
        message()
            .setAnswer(
                Answer.newBuilder()
                    .setSdp(SessionDescription.newBuilder().setType("answer").setSdp(sdp))
                    .setFrom(RelayAddress.SFU)
                    .setStream(wireName(StreamKind.PUBLISH))
                    .setGeneration(room.generation())));
  }

  @Override
  public void offer(DeviceId to, String sdp) {
    metrics.negotiated(StreamKind.SUBSCRIBE, "offered");
    send(
        to,
        message()
            .setOffer(
                Offer.newBuilder()
                    .setSdp(SessionDescription.newBuilder().setType("offer").setSdp(sdp))
                    .setFrom(RelayAddress.SFU)
                    .setStream(wireName(StreamKind.SUBSCRIBE))
                    .setGeneration(room.generation())));
  }

  @Override
  public void candidate(DeviceId to, StreamKind stream, Candidate candidate) {
    IceCandidateMessage.Builder message =
        IceCandidateMessage.newBuilder()
            .setFrom(RelayAddress.SFU)
            .setStream(wireName(stream))
            .setGeneration(room.generation());
    String line = candidate.line();
    if (line != null) {
      IceCandidate.Builder ice = IceCandidate.newBuilder().setCandidate(line);
      String mid = candidate.mid();
      if (mid != null) {
        ice.setSdpMid(mid);
      }
      Integer index = candidate.index();
      if (index != null) {
        ice.setSdpMLineIndex(index);
      }
      message.setCandidate(ice);
    }
    send(to, message().setIceCandidate(message));
  }

  @Override
  public void tracks(DeviceId to, List<Track> tracks) {
    Tracks.Builder message = Tracks.newBuilder().setGeneration(room.generation());
    for (Track track : tracks) {
      message.addTracks(
          dev.visavis.proto.v1.Track.newBuilder()
              .setMid(track.mid())
              .setUserId(track.userId())
              .setKind(track.kind().wireName()));
    }
    send(to, message().clearId().setTracks(message));
  }

  @Override
  public void speakers(DeviceId to, List<String> userIds) {
    send(to, message().clearId().setSpeakers(Speakers.newBuilder().addAllUserIds(userIds)));
  }

  @Override
  public void sendLimits(DeviceId to, SendLimits limits) {
    send(
        to,
        message()
            .clearId()
            .setSendLimits(
                dev.visavis.proto.v1.SendLimits.newBuilder()
                    .setGeneration(room.generation())
                    .setCameraHeight(limits.camera())
                    .setScreenHeight(limits.screen())));
  }

  @Override
  public void failed(DeviceId to, String reason) {
    metrics.refused("unavailable");
    send(
        to,
        message()
            .clearId()
            .setError(
                Error.newBuilder()
                    .setCode(ErrorCode.UNAVAILABLE)
                    .setMessage("The media server did not take it: " + reason + ".")
                    .setRetryAfterMs(RETRY_AFTER_MS)));
  }

  @Override
  public void close() {
    whenClosed.run();
  }

  private SignalingMessage.Builder message() {
    count++;
    return SignalingMessage.newBuilder()
        .setCallId(room.callId())
        .setId("sfu:" + room.callId() + "/" + room.generation() + ":" + count);
  }

  private void send(DeviceId to, SignalingMessage.Builder message) {
    Device device = devices.get(to);
    if (device != null) {
      log.deliver(
          Delivery.newBuilder()
              .setDeliveryId("sfu:" + room.callId() + "/" + room.generation() + ":" + count)
              .setTo(device.route)
              .setMessage(message)
              .build());
    }
  }

  private static String wireName(StreamKind stream) {
    return stream.name().toLowerCase(Locale.ROOT);
  }
}
