package dev.visavis.presence.log;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;

/// A record that presence-service writes to Kafka. The same input gives the same output, ids
/// included, so that consumers recognize a repetition.
public sealed interface Output {
  /// A command for a call.
  record Command(CallCommand command) implements Output {}

  /// A delivery for the gateway of `delivery.to`.
  record ToGateway(Delivery delivery) implements Output {}

  /// The current state of a device, written to `visavis.device.events` again.
  record Device(DeviceEvent event) implements Output {}
}
