package dev.visavis.gateway.paths;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.RelayId;
import dev.visavis.proto.v1.SignalingMessage;

/// Converts signals to the form in which the receiver gets them.
public final class RelayMessages {
  private RelayMessages() {}

  /// The receiver's form has `from` in place of `to`: docs/protocol.md, "Both directions".
  public static SignalingMessage of(RelayRequest request, String callId, String fromUserId) {
    return RelayAddress.received(request.message(), fromUserId)
        .setCallId(callId)
        .setId(RelayId.of(request.commandId()))
        .clearRequestId()
        .clearIdempotencyKey()
        .build();
  }
}
