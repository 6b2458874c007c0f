package dev.visavis.call.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.call.domain.Message;
import dev.visavis.call.domain.Opaque;
import dev.visavis.call.domain.Signal;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.ParticipantMoved;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;

/// What is relayed: the core carries its bytes and never looks inside.
final class Signals {
  private Signals() {}

  static Signal signal(SignalingMessage message) throws Undecodable {
    return switch (message.getBodyCase()) {
      case OFFER ->
          signal(
              Signal.Kind.OFFER,
              message.getOffer().toBuilder().clearTo().clearFrom().build().toByteArray());
      case ANSWER ->
          signal(
              Signal.Kind.ANSWER,
              message.getAnswer().toBuilder().clearTo().clearFrom().build().toByteArray());
      case ICE_CANDIDATE ->
          signal(
              message.getIceCandidate().hasCandidate()
                  ? Signal.Kind.CANDIDATE
                  : Signal.Kind.END_OF_CANDIDATES,
              message.getIceCandidate().toBuilder().clearTo().clearFrom().build().toByteArray());
      case E2EE ->
          signal(
              Signal.Kind.KEY,
              message.getE2Ee().toBuilder().clearTo().clearFrom().build().toByteArray());
      default -> throw new Undecodable("nothing to relay: " + message.getBodyCase());
    };
  }

  /// What a gateway could not deliver: it is as call-service or the sender's gateway wrote it.
  static Message.Parcel parcel(SignalingMessage message) throws Undecodable {
    String id = message.getId();
    if (id.isEmpty()) {
      throw new Undecodable("a returned message without id");
    }
    return switch (message.getBodyCase()) {
      case CALL_ANSWERED -> {
        CallAnswered answered = message.getCallAnswered();
        Opaque offer = answered.hasSdp() ? Opaque.of(answered.getSdp().toByteArray()) : null;
        yield new Message.CallAnswered(id, answered.getBy().getUserId(), offer);
      }
      case PARTICIPANT_MOVED -> {
        ParticipantMoved moved = message.getParticipantMoved();
        Opaque offer = moved.hasSdp() ? Opaque.of(moved.getSdp().toByteArray()) : null;
        yield new Message.ParticipantMoved(id, moved.getUserId(), offer);
      }
      default -> new Message.Relayed(id, RelayAddress.from(message), signal(message));
    };
  }

  private static Signal signal(Signal.Kind kind, byte[] body) {
    return new Signal(kind, Opaque.of(body));
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
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was read once can be read again", e);
    }
  }

  static SessionDescription sdp(Opaque offer) {
    try {
      return SessionDescription.parseFrom(offer.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was read once can be read again", e);
    }
  }
}
