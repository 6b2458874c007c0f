package dev.visavis.gateway.commands;

import dev.visavis.proto.v1.SignalingMessage;

/// Removes from a device's message the fields that only the server may set.
public final class MessageSanitizer {
  private MessageSanitizer() {}

  public static SignalingMessage sanitize(SignalingMessage message, String callId) {
    SignalingMessage.Builder clean = message.toBuilder().setCallId(callId).clearId();
    switch (message.getBodyCase()) {
      case OFFER -> clean.getOfferBuilder().clearFrom();
      case ANSWER -> clean.getAnswerBuilder().clearFrom();
      case ICE_CANDIDATE -> clean.getIceCandidateBuilder().clearFrom();
      case MEDIA_STATE -> clean.getMediaStateBuilder().clearFrom();
      case E2EE -> clean.getE2EeBuilder().clearFrom();
      case RINGING -> clean.getRingingBuilder().clearUserId();
      case REGISTER,
          INITIATE_CALL,
          ANSWER_CALL,
          DECLINE_CALL,
          END_CALL,
          TRANSFER_CALL,
          INVITE,
          JOIN_CALL,
          SYNC,
          QUALITY,
          REGISTERED,
          CALL_INITIATED,
          RING,
          CALL_ANSWERED,
          CALL_STATE,
          PARTICIPANT_MOVED,
          CALL_ELSEWHERE,
          CALL_ENDED,
          ERROR,
          RECONNECT,
          PRESENCE,
          MISSED_CALLS,
          TRANSFER_ENDED,
          BODY_NOT_SET -> {}
    }
    return clean.build();
  }
}
