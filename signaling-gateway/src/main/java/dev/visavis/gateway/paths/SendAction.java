package dev.visavis.gateway.paths;

import dev.visavis.proto.v1.DeviceRoute;
import org.jspecify.annotations.Nullable;

/// The gateway's next step for a call of one socket.
public sealed interface SendAction {
  /// Sends the signal to the gateway of the receiver.
  ///
  /// @param version the version of the call that the sender knows
  record SendDirect(DeviceRoute to, RelayRequest request, int version) implements SendAction {}

  /// Sends the signal as a command: call-service forwards it, stores it, or replies with an error.
  record SendViaLog(RelayRequest request) implements SendAction {}

  /// Sends a barrier along the path that earlier messages took.
  ///
  /// @param along the route of the direct path; null for the log path
  record SendBarrier(String barrierId, String toUserId, @Nullable DeviceRoute along)
      implements SendAction {}

  /// Refuses the signal because too many are held already.
  record RejectMessage(RelayRequest request) implements SendAction {}
}
