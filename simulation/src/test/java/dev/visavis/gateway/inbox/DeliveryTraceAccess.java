package dev.visavis.gateway.inbox;

import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import org.apache.kafka.common.header.Headers;

/// Gives the test of traces access to this package.
public final class DeliveryTraceAccess {
  private DeliveryTraceAccess() {}

  public static CallSpan begin(CallTracer tracer, SignalingMessage message, Headers headers) {
    return DeliveryTrace.begin(tracer, message, headers);
  }
}
