package dev.visavis.gateway.log;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.events.CallQuality;
import io.vertx.core.Future;

/// Writes the gateway's records to the log. Each future succeeds when the record is accepted, and
/// fails when it is refused and will never be sent; it completes on any thread.
public interface RecordWriter {
  Future<Void> append(CallCommand command);

  Future<Void> append(DeviceEvent event);

  Future<Void> append(CallQuality report);

  /// Writes to the inbox of the gateway that has the connection.
  Future<Void> append(Delivery delivery);
}
