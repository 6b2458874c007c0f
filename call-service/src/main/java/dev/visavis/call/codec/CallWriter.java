package dev.visavis.call.codec;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.Declined;
import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Left;
import dev.visavis.call.domain.state.ParticipantState.Missed;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.proto.v1.Room;
import java.time.Instant;

/// Writes a call as one device sees it: docs/protocol.md, "Call".
final class CallWriter {
  private CallWriter() {}

  static dev.visavis.proto.v1.Call view(Call call, DeviceRole role) {
    dev.visavis.proto.v1.Call.Builder view =
        dev.visavis.proto.v1.Call.newBuilder()
            .setCallId(call.id())
            .setVersion(call.version())
            .setKind(EnumCodec.wire(call.kind()))
            .setCallType(EnumCodec.wire(call.type()))
            .setState(EnumCodec.wire(call.state()))
            .setInitiatorId(call.initiatorId())
            .setCreatedAt(ValueCodec.timestamp(call.createdAt()))
            .setTopology(EnumCodec.wire(call.topology()))
            .setThisDevice(EnumCodec.wire(role));
    if (call.connectedAt() != null) {
      view.setConnectedAt(ValueCodec.timestamp(call.connectedAt()));
    }
    if (call.ending() != null) {
      view.setEndedAt(ValueCodec.timestamp(call.ending().at()))
          .setEndReason(EnumCodec.wire(call.ending().reason()));
    }
    if (call.room().assigned() != null) {
      view.setRoom(Room.newBuilder().setGeneration(call.room().generation()));
    }
    call.participants().forEach(participant -> view.addParticipants(view(participant)));
    return view.build();
  }

  static dev.visavis.proto.v1.Participant view(Participant participant) {
    dev.visavis.proto.v1.Participant.Builder view =
        dev.visavis.proto.v1.Participant.newBuilder()
            .setUserId(participant.userId())
            .setName(participant.user().name())
            .setState(EnumCodec.wire(participant.state()))
            .setAudio(participant.media().audio())
            .setVideo(participant.media().video())
            .setScreen(participant.media().screen())
            .setHand(participant.media().hand())
            .setHold(participant.media().hold());
    if (participant.user().avatarUrl() != null) {
      view.setAvatarUrl(participant.user().avatarUrl());
    }
    switch (participant.state()) {
      case InCall in -> view.setJoinedAt(ValueCodec.timestamp(in.joined().joinedAt()));
      case Left(Instant joinedAt, Instant leftAt) ->
          view.setJoinedAt(ValueCodec.timestamp(joinedAt)).setLeftAt(ValueCodec.timestamp(leftAt));
      case Ringing _, Declined _, Missed _ -> {}
    }
    return view.build();
  }
}
