package dev.visavis.call.codec;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.CallerBlocked;
import dev.visavis.proto.v1.events.DeviceRinging;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.MediaStateChanged;
import dev.visavis.proto.v1.events.ParticipantDeclined;
import dev.visavis.proto.v1.events.ParticipantJoined;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.ParticipantMissed;
import dev.visavis.proto.v1.events.ParticipantMoved;
import dev.visavis.proto.v1.events.ParticipantReconnecting;
import dev.visavis.proto.v1.events.ParticipantsInvited;
import dev.visavis.proto.v1.events.RoomAssigned;
import dev.visavis.proto.v1.events.RoomLost;
import dev.visavis.proto.v1.events.RoomReleased;
import dev.visavis.proto.v1.events.RoomRequested;
import dev.visavis.proto.v1.events.TopologyChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes public events for the topic `visavis.call.events`.
public final class PublicEventWriter {
  private PublicEventWriter() {}

  /// The public events among `events`, in order.
  ///
  /// @param after the call after these events; its version is theirs
  public static List<dev.visavis.proto.v1.events.CallEvent> write(
      Call after, List<CallEvent> events) {
    long published = events.stream().filter(CallEvent.PublicEvent.class::isInstance).count();
    int first = after.eventsOfVersion() - Math.toIntExact(published);
    List<dev.visavis.proto.v1.events.CallEvent> facts = new ArrayList<>();
    for (CallEvent event : events) {
      if (event instanceof CallEvent.PublicEvent fact) {
        int index = first + facts.size();
        facts.add(
            write(after, fact).toBuilder()
                .setEventId(after.id() + ":" + after.version() + ":" + index)
                .setCallId(after.id())
                .setVersion(after.version())
                .setIndex(index)
                .setOccurredAt(ValueCodec.timestamp(fact.at()))
                .build());
      }
    }
    return facts;
  }

  private static dev.visavis.proto.v1.events.CallEvent write(
      Call after, CallEvent.PublicEvent event) {
    dev.visavis.proto.v1.events.CallEvent.Builder out =
        dev.visavis.proto.v1.events.CallEvent.newBuilder();
    switch (event) {
      case CallEvent.CallInitiated e -> out.setCallInitiated(initiated(e));
      case CallEvent.DeviceRinging e ->
          out.setDeviceRinging(
              DeviceRinging.newBuilder().setUserId(e.userId()).setDeviceId(e.deviceId()));
      case CallEvent.ParticipantJoined e -> out.setParticipantJoined(joined(e));
      case CallEvent.ParticipantReconnecting e ->
          out.setParticipantReconnecting(
              ParticipantReconnecting.newBuilder().setUserId(e.userId()).setDeviceId(e.deviceId()));
      case CallEvent.ParticipantLeft e ->
          out.setParticipantLeft(
              ParticipantLeft.newBuilder()
                  .setUserId(e.userId())
                  .setDeviceId(e.deviceId())
                  .setReason(EnumCodec.wire(e.reason())));
      case CallEvent.ParticipantDeclined e ->
          out.setParticipantDeclined(
              ParticipantDeclined.newBuilder()
                  .setUserId(e.userId())
                  .setDeviceId(e.deviceId())
                  .setReason(EnumCodec.wire(e.reason())));
      case CallEvent.ParticipantMissed e ->
          out.setParticipantMissed(
              ParticipantMissed.newBuilder()
                  .setUserId(e.userId())
                  .setReason(EnumCodec.wire(e.reason())));
      case CallEvent.CallerBlocked e ->
          out.setCallerBlocked(CallerBlocked.newBuilder().setUserId(e.userId()));
      case CallEvent.ParticipantMoved e ->
          out.setParticipantMoved(
              ParticipantMoved.newBuilder()
                  .setUserId(e.userId())
                  .setFromDeviceId(e.fromDeviceId())
                  .setToDeviceId(e.toDeviceId()));
      case CallEvent.ParticipantsInvited e ->
          out.setParticipantsInvited(
              ParticipantsInvited.newBuilder()
                  .setByUserId(e.byUserId())
                  .addAllInvited(invited(e.invited())));
      case CallEvent.MediaStateChanged e ->
          out.setMediaStateChanged(
              MediaStateChanged.newBuilder()
                  .setUserId(e.userId())
                  .setMedia(ValueCodec.mediaFlags(e.media())));
      case CallEvent.CallConnected e -> out.setCallConnected(CallConnected.getDefaultInstance());
      case CallEvent.TopologyChanged e ->
          out.setTopologyChanged(
              TopologyChanged.newBuilder().setTopology(EnumCodec.wire(e.topology())));
      case CallEvent.RoomRequested e ->
          out.setRoomRequested(RoomRequested.newBuilder().setGeneration(e.generation()));
      case CallEvent.RoomAssigned e ->
          out.setRoomAssigned(
              RoomAssigned.newBuilder()
                  .setGeneration(e.generation())
                  .setMediaService(e.route().deviceId())
                  .setMediaServer(e.mediaServer()));
      case CallEvent.RoomLost e ->
          out.setRoomLost(
              RoomLost.newBuilder().setGeneration(e.generation()).setReason(e.reason()));
      case CallEvent.RoomReleased e ->
          out.setRoomReleased(RoomReleased.newBuilder().setGeneration(e.generation()));
      case CallEvent.CallEnded e -> out.setCallEnded(ended(after, e));
    }
    return out.buildPartial();
  }

  private static CallInitiated initiated(CallEvent.CallInitiated event) {
    return CallInitiated.newBuilder()
        .setInitiator(ValueCodec.userInfo(event.initiator()))
        .setInitiatorDeviceId(event.device().deviceId())
        .setCallType(EnumCodec.wire(event.type()))
        .setKind(EnumCodec.wire(event.kind()))
        .addAllInvited(invited(event.invited()))
        .setRingExpiresAt(ValueCodec.timestamp(event.ringDeadline()))
        .setInitiatorDevice(ValueCodec.deviceRoute(event.device()))
        .build();
  }

  private static List<InvitedUser> invited(List<Callee> callees) {
    return callees.stream().map(PublicEventWriter::invited).toList();
  }

  private static InvitedUser invited(Callee callee) {
    InvitedUser.Builder invited =
        InvitedUser.newBuilder()
            .setUser(ValueCodec.userInfo(callee.user()))
            .setBlocksCaller(callee.blocksCaller());
    if (!callee.blocksCaller()) {
      callee.devices().forEach(route -> invited.addRungDevices(ValueCodec.deviceRoute(route)));
    }
    return invited.build();
  }

  private static CallEnded ended(Call after, CallEvent.CallEnded event) {
    CallEnded.Builder ended =
        CallEnded.newBuilder()
            .setState(EnumCodec.wire(event.state()))
            .setReason(EnumCodec.wire(event.reason()))
            .setRingMs(after.ringTime().toMillis());
    Duration talked = after.talkTime();
    if (talked != null) {
      ended.setSetUpMs(after.ringTime().toMillis()).setTalkMs(talked.toMillis());
    }
    // A user who blocks the caller had no part in the call.
    after.participants().stream()
        .filter(participant -> !participant.blocksCaller())
        .map(Participant::userId)
        .forEach(ended::addUserIds);
    if (event.continuesAs() != null) {
      ended.setContinuesAs(event.continuesAs());
    }
    return ended.build();
  }

  private static ParticipantJoined joined(CallEvent.ParticipantJoined event) {
    ParticipantJoined.Builder joined =
        ParticipantJoined.newBuilder().setUserId(event.userId()).setDeviceId(event.deviceId());
    if (event.newcomer() != null) {
      joined.setDevice(ValueCodec.deviceRoute(event.newcomer()));
    }
    return joined.build();
  }
}
