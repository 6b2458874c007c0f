package dev.visavis.call.codec;

import com.google.protobuf.Timestamp;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.DeviceEnd;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.ParticipantState.Declined;
import dev.visavis.call.domain.state.ParticipantState.Left;
import dev.visavis.call.domain.state.ParticipantState.Missed;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.domain.value.User;
import dev.visavis.call.store.StoredEndedCall;
import dev.visavis.call.store.StoredEndedDevice;
import dev.visavis.call.store.StoredEndedParticipant;
import dev.visavis.call.store.StoredEnding;
import dev.visavis.call.store.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Converts an ended call to its stored form and back. It keeps the participants, how and when the
/// call ended, and how it ended for each device; routes and messages are dropped.
public final class EndedCallCodec {
  private EndedCallCodec() {}

  /// @param call an ended call
  public static StoredEndedCall write(Call call) {
    Ending ending = endingOf(call);
    Instant start = call.createdAt();
    StoredEndedCall.Builder out =
        StoredEndedCall.newBuilder()
            .setVersion(call.version())
            .setKind(EnumCodec.wire(call.kind()))
            .setType(EnumCodec.wire(call.type()))
            .setState(EnumCodec.wire(call.state()))
            .setReason(EnumCodec.wire(ending.reason()))
            .setCreatedAt(start.toEpochMilli())
            .setEndedAfter(after(start, ending.at()))
            .setForgetAfter(after(start, ending.forgetAt()));
    if (call.connectedAt() != null) {
      out.setConnectedAfter(after(start, call.connectedAt()));
    }
    if (ending.continuesAs() != null) {
      out.setContinuesAs(CompactId.write(ending.continuesAs()));
    }
    call.participants().forEach(participant -> out.addParts(write(start, participant)));
    return out.build();
  }

  /// The fields that an older instance reads beside the ended form: that the call has ended and
  /// when it is forgotten. Such an instance answers late commands with `CALL_NOT_FOUND` and does
  /// not place the call again.
  public static StoredState stub(Call call) {
    Ending ending = endingOf(call);
    return StoredState.newBuilder()
        .setKind(EnumCodec.wire(call.kind()))
        .setType(EnumCodec.wire(call.type()))
        .setState(EnumCodec.wire(call.state()))
        .setEnding(
            StoredEnding.newBuilder()
                .setReason(EnumCodec.wire(ending.reason()))
                .setForgetAt(Timestamp.newBuilder().setSeconds(ending.forgetAt().getEpochSecond())))
        .build();
  }

  private static Ending endingOf(Call call) {
    Ending ending = call.ending();
    if (ending == null) {
      throw new IllegalArgumentException("the call has not ended");
    }
    return ending;
  }

  public static Call read(String callId, StoredEndedCall in) {
    Instant start = Instant.ofEpochMilli(in.getCreatedAt());
    List<Participant> participants =
        in.getPartsList().stream().map(part -> read(start, part)).toList();
    return new Call(
        callId,
        in.getVersion(),
        0,
        EnumCodec.core(in.getKind()),
        EnumCodec.core(in.getType()),
        EnumCodec.core(in.getState()),
        participants.getFirst().userId(),
        "",
        start,
        in.hasConnectedAfter() ? start.plusMillis(in.getConnectedAfter()) : null,
        new Ending(
            start.plusMillis(in.getEndedAfter()),
            EnumCodec.core(in.getReason()),
            in.hasContinuesAs() ? CompactId.read(in.getContinuesAs()) : null,
            start.plusMillis(in.getForgetAfter())),
        Topology.P2P,
        null,
        Room.NONE,
        null,
        participants);
  }

  private static StoredEndedParticipant write(Instant start, Participant participant) {
    StoredEndedParticipant.Builder out =
        StoredEndedParticipant.newBuilder()
            .setUserId(CompactId.write(participant.userId()))
            .setName(participant.user().name())
            .setState(EnumCodec.wire(participant.state()))
            .setBlocksCaller(participant.blocksCaller());
    if (participant.user().avatarUrl() != null) {
      out.setAvatarUrl(participant.user().avatarUrl());
    }
    if (participant.state() instanceof Left(Instant joinedAt, Instant leftAt)) {
      out.setJoinedAfter(after(start, joinedAt)).setLeftAfter(after(start, leftAt));
    }
    for (Device device : participant.devices()) {
      DeviceEnd end = device.end();
      if (end != null) {
        out.addDevices(write(start, device.id(), end));
      }
    }
    return out.build();
  }

  private static StoredEndedDevice write(Instant start, String deviceId, DeviceEnd end) {
    StoredEndedDevice.Builder out =
        StoredEndedDevice.newBuilder()
            .setId(CompactId.write(deviceId))
            .setReason(EnumCodec.wire(end.reason()))
            .setEndedAfter(after(start, end.at()));
    if (end.talked() != null) {
      out.setTalked(end.talked().toMillis());
    }
    return out.build();
  }

  private static Participant read(Instant start, StoredEndedParticipant in) {
    String userId = CompactId.read(in.getUserId());
    return new Participant(
        new User(userId, in.getName(), in.hasAvatarUrl() ? in.getAvatarUrl() : null),
        in.getBlocksCaller(),
        false,
        in.getDevicesList().stream().map(device -> read(start, userId, device)).toList(),
        state(start, in));
  }

  private static ParticipantState state(Instant start, StoredEndedParticipant in) {
    return switch (in.getState()) {
      case PARTICIPANT_STATE_LEFT ->
          new Left(start.plusMillis(in.getJoinedAfter()), start.plusMillis(in.getLeftAfter()));
      case PARTICIPANT_STATE_DECLINED -> new Declined();
      case PARTICIPANT_STATE_MISSED -> new Missed();
      case PARTICIPANT_STATE_RINGING, PARTICIPANT_STATE_JOINED, PARTICIPANT_STATE_RECONNECTING ->
          throw new IllegalArgumentException("the call has not ended");
      case PARTICIPANT_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw NewerSchemaException.unknown("a participant's state");
    };
  }

  private static Device read(Instant start, String userId, StoredEndedDevice in) {
    Route nowhere =
        new Route(userId, CompactId.read(in.getId()), 0, "", "", null, null, 0, false, false);
    DeviceEnd end =
        new DeviceEnd(
            EnumCodec.core(in.getReason()),
            start.plusMillis(in.getEndedAfter()),
            in.hasTalked() ? Duration.ofMillis(in.getTalked()) : null);
    return new Device(nowhere, false, false, null, List.of(), end);
  }

  private static long after(Instant start, Instant at) {
    return at.toEpochMilli() - start.toEpochMilli();
  }
}
