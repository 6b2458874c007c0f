package dev.visavis.call.codec;

import dev.visavis.call.domain.Call;
import dev.visavis.call.domain.DeviceRole;
import dev.visavis.call.domain.Participant;

/// Writes a call as one device sees it: docs/protocol.md, "Call".
final class CallViews {
  private CallViews() {}

  static dev.visavis.proto.v1.Call view(Call call, DeviceRole role) {
    dev.visavis.proto.v1.Call.Builder view =
        dev.visavis.proto.v1.Call.newBuilder()
            .setCallId(call.id())
            .setVersion(call.version())
            .setKind(Enums.wire(call.kind()))
            .setCallType(Enums.wire(call.type()))
            .setState(Enums.wire(call.state()))
            .setInitiatorId(call.initiatorId())
            .setCreatedAt(Terms.timestamp(call.createdAt()))
            .setTopology(Enums.wire(call.topology()))
            .setThisDevice(Enums.wire(role));
    if (call.connectedAt() != null) {
      view.setConnectedAt(Terms.timestamp(call.connectedAt()));
    }
    if (call.ending() != null) {
      view.setEndedAt(Terms.timestamp(call.ending().at()))
          .setEndReason(Enums.wire(call.ending().reason()));
    }
    call.participants().forEach(participant -> view.addParticipants(view(participant)));
    return view.build();
  }

  static dev.visavis.proto.v1.Participant view(Participant participant) {
    dev.visavis.proto.v1.Participant.Builder view =
        dev.visavis.proto.v1.Participant.newBuilder()
            .setUserId(participant.userId())
            .setName(participant.user().name())
            .setState(Enums.wire(participant.state()))
            .setAudio(participant.media().audio())
            .setVideo(participant.media().video())
            .setScreen(participant.media().screen())
            .setHand(participant.media().hand())
            .setHold(participant.media().hold());
    if (participant.user().avatarUrl() != null) {
      view.setAvatarUrl(participant.user().avatarUrl());
    }
    if (participant.joinedAt() != null) {
      view.setJoinedAt(Terms.timestamp(participant.joinedAt()));
    }
    if (participant.leftAt() != null) {
      view.setLeftAt(Terms.timestamp(participant.leftAt()));
    }
    return view.build();
  }
}
