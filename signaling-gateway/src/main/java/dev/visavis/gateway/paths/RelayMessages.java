package dev.visavis.gateway.paths;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.RelayId;
import dev.visavis.proto.v1.SignalingMessage;

/// Messages from one device to another, as the receiver sees them.
public final class RelayMessages {
  private RelayMessages() {}

  /// As the receiver sees it, with `from` in place of `to`: docs/protocol.md, "Both directions".
  public static SignalingMessage of(RelayRequest request, String callId, String fromUserId) {
    return RelayAddress.received(request.message(), fromUserId)
        .setCallId(callId)
        .setId(RelayId.of(request.commandId()))
        .clearRequestId()
        .clearIdempotencyKey()
        .build();
  }
}
