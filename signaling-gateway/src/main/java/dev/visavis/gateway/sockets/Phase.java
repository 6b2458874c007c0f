package dev.visavis.gateway.sockets;

import dev.visavis.gateway.registration.Gathering;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Sender;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// Where a socket is in its life: `Fresh -> Registering -> Registered -> Gone`, and from any to
/// `Gone`. A registration that fails leads back.
public sealed interface Phase {
  record Fresh() implements Phase {}

  /// Waits for what `registered` tells.
  ///
  /// @param requestId of the `register` that is being answered
  /// @param before the route as which the device was known until now, on this socket or another
  /// @param done completed when the answer is written
  record Registering(
      Sender sender,
      Gathering gathering,
      @Nullable String requestId,
      @Nullable DeviceRoute before,
      Promise<Void> done)
      implements Phase {}

  record Registered(Sender sender) implements Phase {}

  record Gone() implements Phase {}
}
