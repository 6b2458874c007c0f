package dev.visavis.gateway.inbox;

import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.trace.SpanKind;
import org.apache.kafka.common.header.Headers;

/// Starts the last span of a message's trace, from the inbox to the socket.
final class DeliveryTrace {
  private DeliveryTrace() {}

  static CallSpan begin(CallTracer tracer, SignalingMessage message, Headers headers) {
    return tracer.begin(
        SpanKind.CONSUMER,
        () -> "deliver " + MessageCatalogue.name(message.getBodyCase()),
        message.getCallId(),
        headers);
  }
}
