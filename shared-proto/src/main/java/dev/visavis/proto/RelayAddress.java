package dev.visavis.proto;

import dev.visavis.proto.v1.SignalingMessage;
import org.jspecify.annotations.Nullable;

/// Who says something to whom, in the messages that one device sends to another: `offer`, `answer`,
/// `ice_candidate`, `e2ee` (docs/protocol.md, "Both directions").
public final class RelayAddress {
  private RelayAddress() {}

  /// The user whom the sender names; null if none, or if the message is not relayed at all.
  public static @Nullable String to(SignalingMessage message) {
    return switch (message.getBodyCase()) {
      case OFFER -> message.getOffer().hasTo() ? message.getOffer().getTo() : null;
      case ANSWER -> message.getAnswer().hasTo() ? message.getAnswer().getTo() : null;
      case ICE_CANDIDATE ->
          message.getIceCandidate().hasTo() ? message.getIceCandidate().getTo() : null;
      case E2EE -> message.getE2Ee().hasTo() ? message.getE2Ee().getTo() : null;
      default -> null;
    };
  }

  /// The user who said it; empty if the message is not relayed.
  public static String from(SignalingMessage message) {
    return switch (message.getBodyCase()) {
      case OFFER -> message.getOffer().getFrom();
      case ANSWER -> message.getAnswer().getFrom();
      case ICE_CANDIDATE -> message.getIceCandidate().getFrom();
      case E2EE -> message.getE2Ee().getFrom();
      default -> "";
    };
  }
}
