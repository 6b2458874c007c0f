package dev.visavis.presence.log;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;

/// What presence writes to the logs. The same input gives the same output, ids included, so that
/// who reads it recognizes a repeat.
public sealed interface Output {
  /// To a call.
  record Command(CallCommand command) implements Output {}

  /// To the gateway of `delivery.to`.
  record ToGateway(Delivery delivery) implements Output {}

  /// To the log of devices: the truth about one of them, written again.
  record Device(DeviceEvent event) implements Output {}
}
