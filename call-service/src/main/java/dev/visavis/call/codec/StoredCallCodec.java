package dev.visavis.call.codec;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.store.StoredEnding;
import dev.visavis.call.store.StoredRoom;
import dev.visavis.call.store.StoredState;
import java.util.List;

/// Converts a call to its stored form and back, without loss.
public final class StoredCallCodec {
  /// More public events than one command can cause. An older instance that did not count them may
  /// have published up to this many.
  private static final int MAX_EVENTS_OF_VERSION = 100;

  private StoredCallCodec() {}

  public static StoredState write(Call call) {
    StoredState.Builder out =
        StoredState.newBuilder()
            .setVersion(call.version())
            .setEventsOfVersion(call.eventsOfVersion())
            .setKind(EnumCodec.wire(call.kind()))
            .setType(EnumCodec.wire(call.type()))
            .setState(EnumCodec.wire(call.state()))
            .setInitiatorId(call.initiatorId())
            .setIdempotencyKey(call.idempotencyKey())
            .setCreatedAt(ValueCodec.timestamp(call.createdAt()))
            .setTopology(EnumCodec.wire(call.topology()));
    if (call.topologyDeadline() != null) {
      out.setTopologyDeadline(ValueCodec.timestamp(call.topologyDeadline()));
    }
    if (call.pageClosedDeadline() != null) {
      out.setPageClosedDeadline(ValueCodec.timestamp(call.pageClosedDeadline()));
    }
    if (!call.room().equals(Room.NONE)) {
      out.setRoom(write(call.room()));
    }
    if (call.connectedAt() != null) {
      out.setConnectedAt(ValueCodec.timestamp(call.connectedAt()));
    }
    if (call.ending() != null) {
      out.setEnding(write(call.ending()));
    }
    call.participants().stream().map(StoredParticipantCodec::write).forEach(out::addParticipants);
    return out.build();
  }

  public static Call read(String callId, StoredState in) {
    List<Participant> participants =
        in.getParticipantsList().stream()
            .map(participant -> StoredParticipantCodec.read(participant, in.getInitiatorId()))
            .toList();
    return new Call(
        callId,
        in.getVersion(),
        in.hasEventsOfVersion() ? in.getEventsOfVersion() : MAX_EVENTS_OF_VERSION,
        EnumCodec.core(in.getKind()),
        EnumCodec.core(in.getType()),
        EnumCodec.core(in.getState()),
        in.getInitiatorId(),
        in.getIdempotencyKey(),
        ValueCodec.instant(in.getCreatedAt()),
        ValueCodec.instantIf(in.hasConnectedAt(), in.getConnectedAt()),
        in.hasEnding() ? read(in.getEnding()) : null,
        topology(in, participants),
        ValueCodec.instantIf(in.hasTopologyDeadline(), in.getTopologyDeadline()),
        in.hasRoom() ? read(in.getRoom()) : Room.NONE,
        ValueCodec.instantIf(in.hasPageClosedDeadline(), in.getPageClosedDeadline()),
        participants);
  }

  /// Older instances stored no topology. They derived it, and knew no room.
  private static Topology topology(StoredState in, List<Participant> participants) {
    if (in.getTopology() != dev.visavis.proto.v1.Topology.TOPOLOGY_UNSPECIFIED) {
      return EnumCodec.core(in.getTopology());
    }
    return Call.topologyOf(EnumCodec.core(in.getKind()), participants, true);
  }

  private static StoredRoom write(Room room) {
    StoredRoom.Builder out = StoredRoom.newBuilder().setGeneration(room.generation());
    switch (room.status()) {
      case Room.Absent _ -> {}
      case Room.Requested requested ->
          out.setRequestedUntil(ValueCodec.timestamp(requested.until()))
              .setRequestedAgain(requested.again());
      case Room.Assigned assigned -> {
        out.setRoute(ValueCodec.deviceRoute(assigned.route()))
            .setMediaServer(assigned.mediaServer());
        if (assigned.releaseAt() != null) {
          out.setReleaseAt(ValueCodec.timestamp(assigned.releaseAt()));
        }
      }
      case Room.Unavailable unavailable ->
          out.setUnavailableUntil(ValueCodec.timestamp(unavailable.until()));
    }
    return out.build();
  }

  private static Room read(StoredRoom in) {
    return new Room(in.getGeneration(), status(in));
  }

  private static Room.Status status(StoredRoom in) {
    if (in.hasRequestedUntil()) {
      return new Room.Requested(ValueCodec.instant(in.getRequestedUntil()), in.getRequestedAgain());
    }
    if (in.hasRoute()) {
      return new Room.Assigned(
          ValueCodec.route(in.getRoute()),
          in.getMediaServer(),
          ValueCodec.instantIf(in.hasReleaseAt(), in.getReleaseAt()));
    }
    return in.hasUnavailableUntil()
        ? new Room.Unavailable(ValueCodec.instant(in.getUnavailableUntil()))
        : new Room.Absent();
  }

  private static StoredEnding write(Ending ending) {
    StoredEnding.Builder out =
        StoredEnding.newBuilder()
            .setAt(ValueCodec.timestamp(ending.at()))
            .setReason(EnumCodec.wire(ending.reason()))
            .setForgetAt(ValueCodec.timestamp(ending.forgetAt()));
    if (ending.continuesAs() != null) {
      out.setContinuesAs(ending.continuesAs());
    }
    return out.build();
  }

  private static Ending read(StoredEnding in) {
    return new Ending(
        ValueCodec.instant(in.getAt()),
        EnumCodec.core(in.getReason()),
        in.hasContinuesAs() ? in.getContinuesAs() : null,
        ValueCodec.instant(in.getForgetAt()));
  }
}
