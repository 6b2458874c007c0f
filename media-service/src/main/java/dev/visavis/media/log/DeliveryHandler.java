package dev.visavis.media.log;

import dev.visavis.proto.v1.Delivery;
import org.apache.kafka.common.header.Headers;

/// Gets every delivery to this instance, on the loop, in order; from the start of the process on.
public interface DeliveryHandler {
  /// @param headers of the record, with the trace
  void handle(Delivery delivery, Headers headers);
}
