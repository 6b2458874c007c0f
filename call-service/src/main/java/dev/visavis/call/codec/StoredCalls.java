package dev.visavis.call.codec;

import com.google.protobuf.ByteString;
import dev.visavis.call.domain.Call;
import dev.visavis.call.domain.Device;
import dev.visavis.call.domain.DeviceEnd;
import dev.visavis.call.domain.Ending;
import dev.visavis.call.domain.HandOff;
import dev.visavis.call.domain.Kept;
import dev.visavis.call.domain.Loss;
import dev.visavis.call.domain.Message;
import dev.visavis.call.domain.Opaque;
import dev.visavis.call.domain.Participant;
import dev.visavis.call.domain.Recall;
import dev.visavis.call.domain.Seat;
import dev.visavis.call.domain.Signal;
import dev.visavis.call.store.StoredDevice;
import dev.visavis.call.store.StoredDeviceEnd;
import dev.visavis.call.store.StoredEnding;
import dev.visavis.call.store.StoredHandOff;
import dev.visavis.call.store.StoredOffer;
import dev.visavis.call.store.StoredParcel;
import dev.visavis.call.store.StoredParticipant;
import dev.visavis.call.store.StoredRecall;
import dev.visavis.call.store.StoredSeat;
import dev.visavis.call.store.StoredSignal;
import dev.visavis.call.store.StoredState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call as the store keeps it, both ways and without loss.
public final class StoredCalls {
  private StoredCalls() {}

  public static StoredState write(Call call) {
    StoredState.Builder out =
        StoredState.newBuilder()
            .setVersion(call.version())
            .setKind(Enums.wire(call.kind()))
            .setType(Enums.wire(call.type()))
            .setState(Enums.wire(call.state()))
            .setInitiatorId(call.initiatorId())
            .setIdempotencyKey(call.idempotencyKey())
            .setCreatedAt(Terms.timestamp(call.createdAt()));
    if (call.connectedAt() != null) {
      out.setConnectedAt(Terms.timestamp(call.connectedAt()));
    }
    if (call.ending() != null) {
      out.setEnding(write(call.ending()));
    }
    call.participants().forEach(participant -> out.addParticipants(write(participant)));
    return out.build();
  }

  public static Call read(String callId, StoredState in) {
    return new Call(
        callId,
        in.getVersion(),
        Enums.core(in.getKind()),
        Enums.core(in.getType()),
        Enums.core(in.getState()),
        in.getInitiatorId(),
        in.getIdempotencyKey(),
        Terms.instant(in.getCreatedAt()),
        Terms.instantIf(in.hasConnectedAt(), in.getConnectedAt()),
        in.hasEnding() ? read(in.getEnding()) : null,
        in.getParticipantsList().stream().map(StoredCalls::read).toList());
  }

  private static StoredEnding write(Ending ending) {
    StoredEnding.Builder out =
        StoredEnding.newBuilder()
            .setAt(Terms.timestamp(ending.at()))
            .setReason(Enums.wire(ending.reason()))
            .setForgetAt(Terms.timestamp(ending.forgetAt()));
    if (ending.continuesAs() != null) {
      out.setContinuesAs(ending.continuesAs());
    }
    return out.build();
  }

  private static Ending read(StoredEnding in) {
    return new Ending(
        Terms.instant(in.getAt()),
        Enums.core(in.getReason()),
        in.hasContinuesAs() ? in.getContinuesAs() : null,
        Terms.instant(in.getForgetAt()));
  }

  private static StoredParticipant write(Participant participant) {
    StoredParticipant.Builder out =
        StoredParticipant.newBuilder()
            .setUser(Terms.userInfo(participant.user()))
            .setState(Enums.wire(participant.state()))
            .setHidden(participant.hidden())
            .setCallWaiting(participant.callWaiting())
            .setMedia(Terms.mediaFlags(participant.media()))
            .setKeptOverflowed(participant.kept().overflowed())
            .setKeptReturned(participant.kept().returned());
    if (participant.rungBy() != null) {
      out.setRungBy(participant.rungBy());
    }
    if (participant.joinedAt() != null) {
      out.setJoinedAt(Terms.timestamp(participant.joinedAt()));
    }
    if (participant.leftAt() != null) {
      out.setLeftAt(Terms.timestamp(participant.leftAt()));
    }
    if (participant.ringUntil() != null) {
      out.setRingUntil(Terms.timestamp(participant.ringUntil()));
    }
    if (participant.unreachableAt() != null) {
      out.setUnreachableAt(Terms.timestamp(participant.unreachableAt()));
    }
    if (participant.seat() != null) {
      out.setSeat(write(participant.seat()));
    }
    participant.devices().forEach(device -> out.addDevices(write(device)));
    participant.kept().parcels().forEach(parcel -> out.addKept(write(parcel)));
    return out.build();
  }

  private static Participant read(StoredParticipant in) {
    return new Participant(
        Terms.user(in.getUser()),
        Enums.core(in.getState()),
        in.getHidden(),
        in.getCallWaiting(),
        Terms.media(in.getMedia()),
        Terms.instantIf(in.hasJoinedAt(), in.getJoinedAt()),
        Terms.instantIf(in.hasLeftAt(), in.getLeftAt()),
        Terms.instantIf(in.hasRingUntil(), in.getRingUntil()),
        Terms.instantIf(in.hasUnreachableAt(), in.getUnreachableAt()),
        in.hasSeat() ? read(in.getSeat()) : null,
        in.getDevicesList().stream().map(StoredCalls::read).toList(),
        new Kept(
            in.getKeptList().stream().map(StoredCalls::read).toList(),
            in.getKeptOverflowed(),
            in.getKeptReturned()),
        in.hasRungBy() ? in.getRungBy() : null);
  }

  private static StoredDevice write(Device device) {
    StoredDevice.Builder out =
        StoredDevice.newBuilder()
            .setRoute(Terms.deviceRoute(device.route()))
            .setOnline(device.online())
            .setAlerted(device.alerted())
            .addAllFormerConnections(device.formerConnections());
    if (device.rungOn() != null) {
      out.setRungOn(device.rungOn());
    }
    if (device.end() != null) {
      out.setEnd(write(device.end()));
    }
    return out.build();
  }

  private static Device read(StoredDevice in) {
    return new Device(
        Terms.route(in.getRoute()),
        in.getOnline(),
        in.getAlerted(),
        in.hasRungOn() ? in.getRungOn() : null,
        in.getFormerConnectionsList(),
        in.hasEnd() ? read(in.getEnd()) : null);
  }

  private static StoredDeviceEnd write(DeviceEnd end) {
    StoredDeviceEnd.Builder out =
        StoredDeviceEnd.newBuilder()
            .setReason(Enums.wire(end.reason()))
            .setAt(Terms.timestamp(end.at()));
    if (end.talked() != null) {
      out.setTalkedMs(end.talked().toMillis());
    }
    return out.build();
  }

  private static DeviceEnd read(StoredDeviceEnd in) {
    return new DeviceEnd(
        Enums.core(in.getReason()),
        Terms.instant(in.getAt()),
        in.hasTalkedMs() ? Duration.ofMillis(in.getTalkedMs()) : null);
  }

  private static StoredSeat write(Seat seat) {
    StoredSeat.Builder out =
        StoredSeat.newBuilder()
            .setDeviceId(seat.deviceId())
            .setLossy(seat.loss() == Loss.LOST)
            .setUntold(seat.loss() == Loss.UNTOLD);
    if (seat.reconnectBy() != null) {
      out.setReconnectBy(Terms.timestamp(seat.reconnectBy()));
    }
    HandOff handOff = seat.handOff();
    if (handOff != null) {
      out.setHandOff(
          StoredHandOff.newBuilder()
              .setToDeviceId(handOff.toDeviceId())
              .setRings(handOff.rings())
              .setAnswered(handOff.answered())
              .setUntil(Terms.timestamp(handOff.until())));
    }
    Recall recall = seat.recall();
    if (recall != null) {
      out.setRecall(
          StoredRecall.newBuilder()
              .setConnectionId(recall.connectionId())
              .setUntil(Terms.timestamp(recall.until()))
              .setProlonged(recall.prolonged()));
    }
    return out.build();
  }

  private static Seat read(StoredSeat in) {
    StoredHandOff handOff = in.getHandOff();
    return new Seat(
        in.getDeviceId(),
        Terms.instantIf(in.hasReconnectBy(), in.getReconnectBy()),
        Loss.of(in.getLossy(), in.getUntold()),
        in.hasHandOff()
            ? new HandOff(
                handOff.getToDeviceId(),
                handOff.getRings(),
                handOff.getAnswered(),
                Terms.instant(handOff.getUntil()))
            : null,
        in.hasRecall() ? recall(in.getRecall()) : null);
  }

  private static Recall recall(StoredRecall in) {
    return new Recall(in.getConnectionId(), Terms.instant(in.getUntil()), in.getProlonged());
  }

  private static StoredParcel write(Message.Parcel parcel) {
    StoredParcel.Builder out = StoredParcel.newBuilder();
    switch (parcel) {
      case Message.Relayed p ->
          out.setRelayed(
              StoredSignal.newBuilder()
                  .setId(p.id())
                  .setFromUserId(p.fromUserId())
                  .setKind(Enums.stored(p.signal().kind()))
                  .setBody(ByteString.copyFrom(p.signal().body().bytes())));
      case Message.CallAnswered p -> out.setCallAnswered(offer(p.id(), p.byUserId(), p.offer()));
      case Message.ParticipantMoved p ->
          out.setParticipantMoved(offer(p.id(), p.userId(), p.offer()));
    }
    return out.build();
  }

  private static StoredOffer offer(String id, String userId, @Nullable Opaque offer) {
    StoredOffer.Builder out = StoredOffer.newBuilder().setId(id).setUserId(userId);
    if (offer != null) {
      out.setOffer(ByteString.copyFrom(offer.bytes()));
    }
    return out.build();
  }

  private static Message.Parcel read(StoredParcel in) {
    return switch (in.getParcelCase()) {
      case RELAYED ->
          new Message.Relayed(
              in.getRelayed().getId(),
              in.getRelayed().getFromUserId(),
              new Signal(
                  Enums.core(in.getRelayed().getKind()),
                  Opaque.of(in.getRelayed().getBody().toByteArray())));
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
      case PARCEL_NOT_SET -> throw new IllegalStateException("a parcel of no known kind");
    };
  }

  private static @Nullable Opaque offer(StoredOffer in) {
    return in.hasOffer() ? Opaque.of(in.getOffer().toByteArray()) : null;
  }
}
