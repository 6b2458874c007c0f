package dev.visavis.call.codec;

import com.google.protobuf.ByteString;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.DeviceEnd;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.Reclaim;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.store.StoredDevice;
import dev.visavis.call.store.StoredDeviceEnd;
import dev.visavis.call.store.StoredEnding;
import dev.visavis.call.store.StoredHandOff;
import dev.visavis.call.store.StoredJoinedDevice;
import dev.visavis.call.store.StoredMessage;
import dev.visavis.call.store.StoredOffer;
import dev.visavis.call.store.StoredParticipant;
import dev.visavis.call.store.StoredReclaim;
import dev.visavis.call.store.StoredSignal;
import dev.visavis.call.store.StoredState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call as the store keeps it, both ways and without loss.
public final class StoredCallCodec {
  /// More than one command publishes. An instance that did not count them may have published as
  /// many.
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
    if (call.connectedAt() != null) {
      out.setConnectedAt(ValueCodec.timestamp(call.connectedAt()));
    }
    if (call.ending() != null) {
      out.setEnding(write(call.ending()));
    }
    call.participants().forEach(participant -> out.addParticipants(write(participant)));
    return out.build();
  }

  public static Call read(String callId, StoredState in) {
    List<Participant> participants =
        in.getParticipantsList().stream().map(StoredCallCodec::read).toList();
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
        ValueCodec.instantIf(in.hasPageClosedDeadline(), in.getPageClosedDeadline()),
        participants);
  }

  /// An instance that knew nothing of a topology in the state derived it in the same way.
  private static Topology topology(StoredState in, List<Participant> participants) {
    if (in.getTopology() != dev.visavis.proto.v1.Topology.TOPOLOGY_UNSPECIFIED) {
      return EnumCodec.core(in.getTopology());
    }
    return Call.topologyOf(EnumCodec.core(in.getKind()), participants);
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

  private static StoredParticipant write(Participant participant) {
    StoredParticipant.Builder out =
        StoredParticipant.newBuilder()
            .setUser(ValueCodec.userInfo(participant.user()))
            .setState(EnumCodec.wire(participant.state()))
            .setBlocksCaller(participant.blocksCaller())
            .setCallWaiting(participant.callWaiting())
            .setMedia(ValueCodec.mediaFlags(participant.media()))
            .setMailboxOverflowed(participant.mailbox().overflowed())
            .setMailboxReturned(participant.mailbox().returned());
    if (participant.ringingUserId() != null) {
      out.setRingingUserId(participant.ringingUserId());
    }
    if (participant.joinedAt() != null) {
      out.setJoinedAt(ValueCodec.timestamp(participant.joinedAt()));
    }
    if (participant.leftAt() != null) {
      out.setLeftAt(ValueCodec.timestamp(participant.leftAt()));
    }
    if (participant.ringDeadline() != null) {
      out.setRingDeadline(ValueCodec.timestamp(participant.ringDeadline()));
    }
    if (participant.unreachableDeadline() != null) {
      out.setUnreachableDeadline(ValueCodec.timestamp(participant.unreachableDeadline()));
    }
    if (participant.joinedDevice() != null) {
      out.setJoinedDevice(write(participant.joinedDevice()));
    }
    participant.devices().forEach(device -> out.addDevices(write(device)));
    participant.mailbox().messages().forEach(message -> out.addMailbox(write(message)));
    return out.build();
  }

  private static Participant read(StoredParticipant in) {
    return new Participant(
        ValueCodec.user(in.getUser()),
        EnumCodec.core(in.getState()),
        in.getBlocksCaller(),
        in.getCallWaiting(),
        ValueCodec.media(in.getMedia()),
        ValueCodec.instantIf(in.hasJoinedAt(), in.getJoinedAt()),
        ValueCodec.instantIf(in.hasLeftAt(), in.getLeftAt()),
        ValueCodec.instantIf(in.hasRingDeadline(), in.getRingDeadline()),
        ValueCodec.instantIf(in.hasUnreachableDeadline(), in.getUnreachableDeadline()),
        in.hasJoinedDevice() ? read(in.getJoinedDevice()) : null,
        in.getDevicesList().stream().map(StoredCallCodec::read).toList(),
        new Mailbox(
            in.getMailboxList().stream().map(StoredCallCodec::read).toList(),
            in.getMailboxOverflowed(),
            in.getMailboxReturned()),
        in.hasRingingUserId() ? in.getRingingUserId() : null);
  }

  private static StoredDevice write(Device device) {
    StoredDevice.Builder out =
        StoredDevice.newBuilder()
            .setRoute(ValueCodec.deviceRoute(device.route()))
            .setOnline(device.online())
            .setAlerted(device.alerted())
            .addAllPreviousConnectionIds(device.previousConnectionIds());
    if (device.ringConnectionId() != null) {
      out.setRingConnectionId(device.ringConnectionId());
    }
    if (device.end() != null) {
      out.setEnd(write(device.end()));
    }
    return out.build();
  }

  private static Device read(StoredDevice in) {
    return new Device(
        ValueCodec.route(in.getRoute()),
        in.getOnline(),
        in.getAlerted(),
        in.hasRingConnectionId() ? in.getRingConnectionId() : null,
        in.getPreviousConnectionIdsList(),
        in.hasEnd() ? read(in.getEnd()) : null);
  }

  private static StoredDeviceEnd write(DeviceEnd end) {
    StoredDeviceEnd.Builder out =
        StoredDeviceEnd.newBuilder()
            .setReason(EnumCodec.wire(end.reason()))
            .setAt(ValueCodec.timestamp(end.at()));
    if (end.talked() != null) {
      out.setTalkedMs(end.talked().toMillis());
    }
    return out.build();
  }

  private static DeviceEnd read(StoredDeviceEnd in) {
    return new DeviceEnd(
        EnumCodec.core(in.getReason()),
        ValueCodec.instant(in.getAt()),
        in.hasTalkedMs() ? Duration.ofMillis(in.getTalkedMs()) : null);
  }

  private static StoredJoinedDevice write(JoinedDevice joinedDevice) {
    StoredJoinedDevice.Builder out =
        StoredJoinedDevice.newBuilder()
            .setDeviceId(joinedDevice.deviceId())
            .setMessagesLost(joinedDevice.loss() == MessageLoss.LOST)
            .setLossUnconfirmed(joinedDevice.loss() == MessageLoss.UNCONFIRMED);
    if (joinedDevice.reconnectDeadline() != null) {
      out.setReconnectDeadline(ValueCodec.timestamp(joinedDevice.reconnectDeadline()));
    }
    HandOff handOff = joinedDevice.handOff();
    if (handOff != null) {
      out.setHandOff(
          StoredHandOff.newBuilder()
              .setToDeviceId(handOff.toDeviceId())
              .setRings(handOff.isRinging())
              .setAnswered(handOff.isAnswered())
              .setUntil(ValueCodec.timestamp(handOff.until())));
    }
    Reclaim reclaim = joinedDevice.reclaim();
    if (reclaim != null) {
      out.setReclaim(
          StoredReclaim.newBuilder()
              .setConnectionId(reclaim.connectionId())
              .setUntil(ValueCodec.timestamp(reclaim.until()))
              .setExtended(reclaim.isExtended()));
    }
    return out.build();
  }

  private static JoinedDevice read(StoredJoinedDevice in) {
    StoredHandOff handOff = in.getHandOff();
    return new JoinedDevice(
        in.getDeviceId(),
        ValueCodec.instantIf(in.hasReconnectDeadline(), in.getReconnectDeadline()),
        MessageLoss.of(in.getMessagesLost(), in.getLossUnconfirmed()),
        in.hasHandOff()
            ? new HandOff(
                handOff.getToDeviceId(),
                handOff.getRings(),
                handOff.getAnswered(),
                ValueCodec.instant(handOff.getUntil()))
            : null,
        in.hasReclaim() ? reclaim(in.getReclaim()) : null);
  }

  private static Reclaim reclaim(StoredReclaim in) {
    return new Reclaim(in.getConnectionId(), ValueCodec.instant(in.getUntil()), in.getExtended());
  }

  private static StoredMessage write(Message.Reliable message) {
    StoredMessage.Builder out = StoredMessage.newBuilder();
    switch (message) {
      case Message.Relayed p ->
          out.setRelayed(
              StoredSignal.newBuilder()
                  .setId(p.id())
                  .setFromUserId(p.fromUserId())
                  .setKind(EnumCodec.stored(p.signal().kind()))
                  .setBody(ByteString.copyFrom(p.signal().body().bytes())));
      case Message.CallAnswered p -> out.setCallAnswered(offer(p.id(), p.byUserId(), p.offer()));
      case Message.ParticipantMoved p ->
          out.setParticipantMoved(offer(p.id(), p.userId(), p.offer()));
    }
    return out.build();
  }

  private static StoredOffer offer(String id, String userId, @Nullable OpaquePayload offer) {
    StoredOffer.Builder out = StoredOffer.newBuilder().setId(id).setUserId(userId);
    if (offer != null) {
      out.setOffer(ByteString.copyFrom(offer.bytes()));
    }
    return out.build();
  }

  private static Message.Reliable read(StoredMessage in) {
    return switch (in.getMessageCase()) {
      case RELAYED ->
          new Message.Relayed(
              in.getRelayed().getId(),
              in.getRelayed().getFromUserId(),
              new Signal(
                  EnumCodec.core(in.getRelayed().getKind()),
                  OpaquePayload.of(in.getRelayed().getBody().toByteArray())));
      case CALL_ANSWERED ->
          new Message.CallAnswered(
              in.getCallAnswered().getId(),
              in.getCallAnswered().getUserId(),
              offer(in.getCallAnswered()));
      case PARTICIPANT_MOVED ->
          new Message.ParticipantMoved(
              in.getParticipantMoved().getId(),
              in.getParticipantMoved().getUserId(),
              offer(in.getParticipantMoved()));
      case MESSAGE_NOT_SET -> throw NewerSchemaException.unknown("a message of a mailbox");
    };
  }

  private static @Nullable OpaquePayload offer(StoredOffer in) {
    return in.hasOffer() ? OpaquePayload.of(in.getOffer().toByteArray()) : null;
  }
}
