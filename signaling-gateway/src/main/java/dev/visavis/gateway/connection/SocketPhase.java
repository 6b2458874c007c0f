package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Sender;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// Where a socket is in its life: `Unregistered -> Registering -> Registered -> Disconnected`, and
/// from any to `Disconnected`. A registration that fails leads back.
public sealed interface SocketPhase {
  record Unregistered() implements SocketPhase {}

  /// Waits for the parts of `registered`.
  ///
  /// @param requestId of the `register` request
  /// @param before the device's route until now, on this socket or another
  /// @param done completed when the reply is written
  record Registering(
      Sender sender,
      PendingRegistration registration,
      @Nullable String requestId,
      @Nullable DeviceRoute before,
      Promise<Void> done)
      implements SocketPhase {}

  record Registered(Sender sender) implements SocketPhase {}

  record Disconnected() implements SocketPhase {}
}
