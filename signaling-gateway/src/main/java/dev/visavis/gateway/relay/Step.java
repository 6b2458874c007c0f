package dev.visavis.gateway.relay;

import dev.visavis.proto.v1.DeviceRoute;
import org.jspecify.annotations.Nullable;

/// What has to be done next for a call of one socket.
public sealed interface Step {
  /// Straight to the gateway of the receiver.
  ///
  /// @param version of the call that this device knows
  record Direct(DeviceRoute to, Outgoing what, int version) implements Step {}

  /// As a command: call-service passes it on, keeps it, or says why not.
  record ThroughLog(Outgoing what) implements Step {}

  /// Sends a barrier along the way that earlier messages took.
  ///
  /// @param along where they went; null: through the log
  record RaiseBarrier(String barrierId, String toUserId, @Nullable DeviceRoute along)
      implements Step {}

  /// Too much waits already.
  record Refuse(Outgoing what) implements Step {}
}
