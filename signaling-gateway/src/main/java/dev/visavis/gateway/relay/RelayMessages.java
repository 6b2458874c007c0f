package dev.visavis.gateway.relay;

import dev.visavis.proto.RelayId;
import dev.visavis.proto.v1.SignalingMessage;

/// Messages from one device to another: which are reliable, and how the receiver sees them.
public final class RelayMessages {
  private RelayMessages() {}

  /// Whether the message must not be lost when a socket closes: signals, `call_answered`,
  /// `participant_moved`.
  public static boolean isReliable(SignalingMessage message) {
    return message.hasId()
        && switch (message.getBodyCase()) {
          case OFFER, ANSWER, ICE_CANDIDATE, E2EE, CALL_ANSWERED, PARTICIPANT_MOVED -> true;
          default -> false;
        };
  }

  /// As the receiver sees it, with `from` in place of `to`: docs/protocol.md, "Both directions".
  public static SignalingMessage of(RelayRequest request, String callId, String fromUserId) {
    SignalingMessage.Builder relayed =
        request.message().toBuilder()
            .setCallId(callId)
            .setId(RelayId.of(request.commandId()))
            .clearRequestId()
            .clearIdempotencyKey();
    switch (request.message().getBodyCase()) {
      case OFFER -> relayed.getOfferBuilder().clearTo().setFrom(fromUserId);
      case ANSWER -> relayed.getAnswerBuilder().clearTo().setFrom(fromUserId);
      case ICE_CANDIDATE -> relayed.getIceCandidateBuilder().clearTo().setFrom(fromUserId);
      case E2EE -> relayed.getE2EeBuilder().clearTo().setFrom(fromUserId);
      default -> throw new IllegalArgumentException("nothing to relay: " + request.message());
    }
    return relayed.build();
  }
}
