package dev.visavis.call.codec;

import com.google.protobuf.ByteString;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.DeviceEnd;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.ParticipantState.Declined;
import dev.visavis.call.domain.state.ParticipantState.Joined;
import dev.visavis.call.domain.state.ParticipantState.Left;
import dev.visavis.call.domain.state.ParticipantState.Missed;
import dev.visavis.call.domain.state.ParticipantState.Reconnecting;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.state.Reclaim;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.store.StoredDevice;
import dev.visavis.call.store.StoredDeviceEnd;
import dev.visavis.call.store.StoredHandOff;
import dev.visavis.call.store.StoredJoinedDevice;
import dev.visavis.call.store.StoredMessage;
import dev.visavis.call.store.StoredOffer;
import dev.visavis.call.store.StoredParticipant;
import dev.visavis.call.store.StoredReclaim;
import dev.visavis.call.store.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Converts a participant to its stored form and back, without loss.
final class StoredParticipantCodec {
  private StoredParticipantCodec() {}

  static StoredParticipant write(Participant participant) {
    StoredParticipant.Builder out =
        StoredParticipant.newBuilder()
            .setUser(ValueCodec.userInfo(participant.user()))
            .setState(EnumCodec.wire(participant.state()))
            .setBlocksCaller(participant.blocksCaller())
            .setCallWaiting(participant.callWaiting())
            .setMedia(ValueCodec.mediaFlags(participant.media()))
            .setMailboxOverflowed(participant.mailbox().overflowed())
            .setMailboxReturned(participant.mailbox().returned());
    participant.devices().forEach(device -> out.addDevices(write(device)));
    participant.mailbox().messages().forEach(message -> out.addMailbox(write(message)));
    switch (participant.state()) {
      case Ringing ringing -> write(ringing, out);
      case Joined joined -> write(joined, out);
      case Reconnecting(Joined joined, Instant until) -> {
        write(joined, out);
        out.getJoinedDeviceBuilder().setReconnectDeadline(ValueCodec.timestamp(until));
      }
      case Left(Instant joinedAt, Instant leftAt) ->
          out.setJoinedAt(ValueCodec.timestamp(joinedAt)).setLeftAt(ValueCodec.timestamp(leftAt));
      case Declined _, Missed _ -> {}
    }
    return out.build();
  }

  private static void write(Ringing ringing, StoredParticipant.Builder out) {
    out.setRingingUserId(ringing.byUserId()).setRingDeadline(ValueCodec.timestamp(ringing.until()));
    if (ringing.unreachableDeadline() != null) {
      out.setUnreachableDeadline(ValueCodec.timestamp(ringing.unreachableDeadline()));
    }
  }

  private static void write(Joined joined, StoredParticipant.Builder out) {
    out.setJoinedAt(ValueCodec.timestamp(joined.joinedAt()))
        .setJoinedDevice(write(joined.device()));
  }

  /// @param initiatorId of the call
  static Participant read(StoredParticipant in, String initiatorId) {
    return new Participant(
        ValueCodec.user(in.getUser()),
        in.getBlocksCaller(),
        in.getCallWaiting(),
        in.getDevicesList().stream().map(StoredParticipantCodec::read).toList(),
        state(in, initiatorId));
  }

  private static ParticipantState state(StoredParticipant in, String initiatorId) {
    return switch (in.getState()) {
      case PARTICIPANT_STATE_RINGING ->
          new Ringing(
              // Older instances stored no inviter: only the initiator could invite.
              in.hasRingingUserId() ? in.getRingingUserId() : initiatorId,
              ValueCodec.instant(in.getRingDeadline()),
              ValueCodec.instantIf(in.hasUnreachableDeadline(), in.getUnreachableDeadline()),
              mailbox(in));
      case PARTICIPANT_STATE_JOINED -> joined(in);
      case PARTICIPANT_STATE_RECONNECTING ->
          new Reconnecting(
              joined(in), ValueCodec.instant(in.getJoinedDevice().getReconnectDeadline()));
      case PARTICIPANT_STATE_LEFT ->
          new Left(ValueCodec.instant(in.getJoinedAt()), ValueCodec.instant(in.getLeftAt()));
      case PARTICIPANT_STATE_DECLINED -> new Declined();
      case PARTICIPANT_STATE_MISSED -> new Missed();
      case PARTICIPANT_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw NewerSchemaException.unknown("a participant's state");
    };
  }

  private static Joined joined(StoredParticipant in) {
    return new Joined(
        ValueCodec.instant(in.getJoinedAt()),
        ValueCodec.media(in.getMedia()),
        read(in.getJoinedDevice()),
        mailbox(in));
  }

  private static Mailbox mailbox(StoredParticipant in) {
    return new Mailbox(
        in.getMailboxList().stream().map(StoredParticipantCodec::read).toList(),
        in.getMailboxOverflowed(),
        in.getMailboxReturned());
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
