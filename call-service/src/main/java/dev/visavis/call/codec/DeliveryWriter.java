package dev.visavis.call.codec;

import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.proto.v1.AnsweredBy;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.CallElsewhere;
import dev.visavis.proto.v1.CallEnded;
import dev.visavis.proto.v1.CallInitiated;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.ParticipantMoved;
import dev.visavis.proto.v1.RegisteredCall;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.Ring;
import dev.visavis.proto.v1.Ringing;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.TransferEnded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes notices as deliveries to the gateways of their devices.
public final class DeliveryWriter {
  /// `retryAfterMs` of a refusal: by then some calls have been forgotten, or the upgrade has
  /// finished.
  private static final int UNAVAILABLE_RETRY_MS = 5_000;

  /// `retryAfterMs` while a room on the SFU is on its way, which usually takes less.
  private static final int ROOM_RETRY_MS = 500;

  private DeliveryWriter() {}

  /// One delivery for each notice, in order. Content that several devices share is in the batch
  /// once, if their gateways accept that.
  ///
  /// @param offset of the command in the log; with the index it makes the delivery ids, so a replay
  ///     gives the same ids
  /// @param requestId of the command, echoed on replies
  public static DeliveryBatch write(
      Call after, long offset, @Nullable String requestId, List<Notice> notices) {
    SharedContents contents = SharedContents.of(after, notices);
    DeliveryBatch.Builder batch = DeliveryBatch.newBuilder().addAllShared(contents.all());
    for (Notice notice : notices) {
      String replyTo = notice.reply() ? requestId : null;
      int shared = contents.idFor(notice);
      Delivery.Builder delivery =
          shared == SharedContents.NONE
              ? write(after.id(), replyTo, notice).setTo(ValueCodec.deviceRoute(notice.to()))
              : share(shared, replyTo, notice).setTo(ValueCodec.receiver(notice.to()));
      int index = batch.getDeliveriesCount();
      batch.addDeliveries(
          delivery.setDeliveryId(after.id() + ":" + after.version() + ":" + offset + ":" + index));
    }
    return batch.build();
  }

  private static Delivery.Builder share(int content, @Nullable String requestId, Notice notice) {
    Delivery.Builder delivery =
        Delivery.newBuilder()
            .setShared(content)
            .setPeersOnly(notice.message() instanceof Message.PeersUpdate);
    return requestId == null
        ? delivery
        : delivery.setMessage(SignalingMessage.newBuilder().setRequestId(requestId));
  }

  private static Delivery.Builder write(String callId, @Nullable String requestId, Notice notice) {
    Delivery.Builder delivery = Delivery.newBuilder();
    if (notice.message() instanceof Message.RegisteredCall registered) {
      return delivery.setRegisteredCall(registered(callId, registered));
    }
    if (notice.message() instanceof Message.RelayBarrier barrier) {
      return delivery.setRelayBarrier(barrier(callId, barrier));
    }
    if (notice.message() instanceof Message.RelayOpened opened) {
      return delivery.setRelayOpened(
          RelayOpened.newBuilder().setBarrierId(opened.barrierId()).setCallId(callId));
    }
    Message content = notice.message();
    if (content instanceof Message.PeersUpdate peers) {
      delivery.setPeersOnly(true);
      content = peers.state();
    }
    if (content instanceof Message.RelayedToSfu toSfu) {
      delivery.setSender(ValueCodec.peer(toSfu.sender()));
    }
    if (content instanceof Message.CallStateUpdate state) {
      state.peers().forEach(peer -> delivery.addPeers(ValueCodec.peer(peer)));
    }
    SignalingMessage.Builder message = SignalingMessage.newBuilder().setCallId(callId);
    if (requestId != null) {
      message.setRequestId(requestId);
    }
    write(content, message);
    return delivery.setMessage(message);
  }

  static void write(Message message, SignalingMessage.Builder out) {
    switch (message) {
      case Message.CallInitiated m ->
          out.setIdempotencyKey(m.idempotencyKey())
              .setCallInitiated(
                  CallInitiated.newBuilder()
                      .setState(EnumCodec.wire(m.state()))
                      .setRingingDevices(m.ringingDevices())
                      .setDuplicate(m.duplicate()));
      case Message.Ring m -> out.setRing(ring(m));
      case Message.Ringing m -> out.setRinging(Ringing.newBuilder().setUserId(m.userId()));
      case Message.CallStateUpdate m -> out.setCallState(CallWriter.view(m.call(), m.role()));
      case Message.CallElsewhere m ->
          out.setCallElsewhere(CallElsewhere.newBuilder().setState(EnumCodec.wire(m.state())));
      case Message.TransferEnded m ->
          out.setTransferEnded(
              TransferEnded.newBuilder()
                  .setToDeviceId(m.toDeviceId())
                  .setReason(EnumCodec.wire(m.reason())));
      case Message.CallEnded m -> out.setCallEnded(ended(m));
      case Message.ErrorReply m -> out.setError(error(m));
      case Message.MediaStateUpdate m ->
          out.setId(m.id())
              .setMediaState(
                  MediaState.newBuilder()
                      .setAudio(m.media().audio())
                      .setVideo(m.media().video())
                      .setScreen(m.media().screen())
                      .setHand(m.media().hand())
                      .setHold(m.media().hold())
                      .setFrom(m.fromUserId()));
      case Message.Relayed m -> SignalCodec.write(m, out);
      case Message.RelayedToSfu m -> SignalCodec.write(m.relayed(), out);
      case Message.CallAnswered m -> out.setId(m.id()).setCallAnswered(answered(m));
      case Message.ParticipantMoved m -> out.setId(m.id()).setParticipantMoved(moved(m));
      case Message.PeersUpdate m -> throw noMessage();
      case Message.RegisteredCall m -> throw noMessage();
      case Message.RelayBarrier m -> throw noMessage();
      case Message.RelayOpened m -> throw noMessage();
    }
  }

  private static Error error(Message.ErrorReply reply) {
    Rejection reason = reply.reason();
    Error.Builder error =
        Error.newBuilder().setCode(EnumCodec.wire(reason)).setMessage(reply.explanation());
    if (reason == Rejection.OVERLOADED || reason == Rejection.NEWER_SCHEMA) {
      error.setRetryAfterMs(UNAVAILABLE_RETRY_MS);
    } else if (reason == Rejection.ROOM_PENDING) {
      error.setRetryAfterMs(ROOM_RETRY_MS);
    }
    return error.build();
  }

  private static IllegalStateException noMessage() {
    return new IllegalStateException("for the gateway, not for the device");
  }

  private static RelayBarrier.Builder barrier(String callId, Message.RelayBarrier barrier) {
    return RelayBarrier.newBuilder()
        .setBarrierId(barrier.id())
        .setCallId(callId)
        .setToUserId(barrier.toUserId())
        .setFrom(ValueCodec.deviceRoute(barrier.from()))
        .setThroughLog(true);
  }

  private static Ring ring(Message.Ring ring) {
    Ring.Builder out =
        Ring.newBuilder()
            .setCaller(ValueCodec.userInfo(ring.caller()))
            .setCallType(EnumCodec.wire(ring.type()))
            .setExpiresInMs(Math.toIntExact(ring.expiresIn().toMillis()))
            .addAllParticipants(ring.participants().stream().map(CallWriter::view).toList())
            .setCallWaiting(ring.callWaiting())
            .setTransfer(ring.transfer());
    if (ring.inviter() != null) {
      out.setInviter(ValueCodec.userInfo(ring.inviter()));
    }
    return out.build();
  }

  private static CallEnded ended(Message.CallEnded ended) {
    CallEnded.Builder out =
        CallEnded.newBuilder()
            .setReason(EnumCodec.wire(ended.reason()))
            .setEndedAt(ValueCodec.timestamp(ended.at()));
    if (ended.talked() != null) {
      out.setDurationSeconds(Math.toIntExact(ended.talked().toSeconds()));
    }
    if (ended.continuesAs() != null) {
      out.setContinuesAs(ended.continuesAs());
    }
    return out.build();
  }

  private static CallAnswered answered(Message.CallAnswered answered) {
    CallAnswered.Builder out =
        CallAnswered.newBuilder().setBy(AnsweredBy.newBuilder().setUserId(answered.byUserId()));
    if (answered.offer() != null) {
      out.setSdp(SignalCodec.sdp(answered.offer()));
    }
    return out.build();
  }

  private static ParticipantMoved moved(Message.ParticipantMoved moved) {
    ParticipantMoved.Builder out = ParticipantMoved.newBuilder().setUserId(moved.userId());
    if (moved.offer() != null) {
      out.setSdp(SignalCodec.sdp(moved.offer()));
    }
    return out.build();
  }

  private static RegisteredCall registered(String callId, Message.RegisteredCall registered) {
    RegisteredCall.Builder out = RegisteredCall.newBuilder().setCallId(callId);
    if (registered.call() != null) {
      out.setCall(
          CallWriter.view(registered.call(), registered.role()).toBuilder()
              .setResumed(registered.resumed()));
    }
    return out.build();
  }
}
