package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import java.util.Locale;

/// Ids of users and calls are compared without regard to case, so a message that is understood has
/// them in lower case from here on, as everything that the server sends. Ids of devices are the
/// clients' own and stay as they are.
public final class CanonicalIds {
  private CanonicalIds() {}

  public static SignalingMessage of(SignalingMessage message) {
    SignalingMessage.Builder canonical = message.toBuilder();
    if (message.hasCallId()) {
      canonical.setCallId(lower(message.getCallId()));
    }
    switch (message.getBodyCase()) {
      case INITIATE_CALL -> {
        var call = canonical.getInitiateCallBuilder();
        if (call.hasCalleeId()) {
          call.setCalleeId(lower(call.getCalleeId()));
        }
        List<String> callees = lower(call.getCalleeIdsList());
        call.clearCalleeIds().addAllCalleeIds(callees);
      }
      case INVITE -> {
        List<String> users = lower(message.getInvite().getUserIdsList());
        canonical.getInviteBuilder().clearUserIds().addAllUserIds(users);
      }
      case OFFER -> {
        if (message.getOffer().hasTo()) {
          canonical.getOfferBuilder().setTo(lower(message.getOffer().getTo()));
        }
      }
      case ANSWER -> {
        if (message.getAnswer().hasTo()) {
          canonical.getAnswerBuilder().setTo(lower(message.getAnswer().getTo()));
        }
      }
      case ICE_CANDIDATE -> {
        if (message.getIceCandidate().hasTo()) {
          canonical.getIceCandidateBuilder().setTo(lower(message.getIceCandidate().getTo()));
        }
      }
      case E2EE -> {
        if (message.getE2Ee().hasTo()) {
          canonical.getE2EeBuilder().setTo(lower(message.getE2Ee().getTo()));
        }
      }
      case QUALITY -> {
        for (LinkQuality.Builder link : canonical.getQualityBuilder().getLinksBuilderList()) {
          link.setUserId(lower(link.getUserId()));
        }
      }
      default -> {}
    }
    return canonical.build();
  }

  private static List<String> lower(List<String> ids) {
    return ids.stream().map(CanonicalIds::lower).toList();
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
