package dev.visavis.call.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.ParticipantMoved;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.View;

/// Reads and writes relayed signals. call-service carries their bytes and never interprets them.
final class SignalCodec {
  private SignalCodec() {}

  static Signal signal(SignalingMessage message) throws UndecodableCommandException {
    Signal.Kind kind =
        switch (message.getBodyCase()) {
          case OFFER -> Signal.Kind.OFFER;
          case ANSWER -> Signal.Kind.ANSWER;
          case ICE_CANDIDATE ->
              message.getIceCandidate().hasCandidate()
                  ? Signal.Kind.CANDIDATE
                  : Signal.Kind.END_OF_CANDIDATES;
          case E2EE -> Signal.Kind.KEY;
          case VIEW -> Signal.Kind.VIEW;
          default ->
              throw new UndecodableCommandException("nothing to relay: " + message.getBodyCase());
        };
    return new Signal(kind, OpaquePayload.of(RelayAddress.content(message).toByteArray()));
  }

  /// A message that a gateway could not deliver, in the form in which call-service or the sender's
  /// gateway wrote it.
  static Message.Reliable reliable(SignalingMessage message) throws UndecodableCommandException {
    String id = message.getId();
    if (id.isEmpty()) {
      throw new UndecodableCommandException("a returned message without id");
    }
    return switch (message.getBodyCase()) {
      case CALL_ANSWERED -> {
        CallAnswered answered = message.getCallAnswered();
        OpaquePayload offer =
            answered.hasSdp() ? OpaquePayload.of(answered.getSdp().toByteArray()) : null;
        yield new Message.CallAnswered(id, answered.getBy().getUserId(), offer);
      }
      case PARTICIPANT_MOVED -> {
        ParticipantMoved moved = message.getParticipantMoved();
        OpaquePayload offer =
            moved.hasSdp() ? OpaquePayload.of(moved.getSdp().toByteArray()) : null;
        yield new Message.ParticipantMoved(id, moved.getUserId(), offer);
      }
      case VIEW -> throw new UndecodableCommandException("a view is for the SFU alone");
      default -> new Message.Relayed(id, RelayAddress.from(message), signal(message));
    };
  }

  static void write(Message.Relayed relayed, SignalingMessage.Builder out) {
    byte[] body = relayed.signal().body().bytes();
    String from = relayed.fromUserId();
    out.setId(relayed.id());
    try {
      switch (relayed.signal().kind()) {
        case OFFER -> out.setOffer(Offer.parseFrom(body).toBuilder().setFrom(from));
        case ANSWER -> out.setAnswer(Answer.parseFrom(body).toBuilder().setFrom(from));
        case CANDIDATE, END_OF_CANDIDATES ->
            out.setIceCandidate(IceCandidateMessage.parseFrom(body).toBuilder().setFrom(from));
        case KEY -> out.setE2Ee(EndToEndKey.parseFrom(body).toBuilder().setFrom(from));
        case VIEW -> out.setView(View.parseFrom(body));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message that was read before cannot be read again", e);
    }
  }

  static SessionDescription sdp(OpaquePayload offer) {
    try {
      return SessionDescription.parseFrom(offer.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message that was read before cannot be read again", e);
    }
  }
}
