package dev.visavis.gateway.paths;

import dev.visavis.proto.v1.DeviceRoute;
import org.jspecify.annotations.Nullable;

/// What the gateway has to do next for a call of one socket.
public sealed interface SendAction {
  /// Straight to the gateway of the receiver.
  ///
  /// @param version of the call that this device knows
  record SendDirect(DeviceRoute to, RelayRequest request, int version) implements SendAction {}

  /// As a command: call-service forwards the message, stores it, or answers with an error.
  record SendViaLog(RelayRequest request) implements SendAction {}

  /// Sends a barrier along the path that earlier messages took.
  ///
  /// @param along the route of the direct path; null: through the log
  record SendBarrier(String barrierId, String toUserId, @Nullable DeviceRoute along)
      implements SendAction {}

  /// Too many messages wait already.
  record RejectMessage(RelayRequest request) implements SendAction {}
}
