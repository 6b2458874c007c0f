package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Sender;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// The phases of a socket: `Unregistered -> Registering -> Registered -> Disconnected`. From any
/// phase a socket may become `Disconnected`; if a registration fails, it is `Unregistered` again.
public sealed interface SocketPhase {
  record Unregistered() implements SocketPhase {}

  /// Waits for the parts of `registered`.
  ///
  /// @param requestId of the `register` request
  /// @param before the device's previous route, on this socket or another; null if it had none
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
