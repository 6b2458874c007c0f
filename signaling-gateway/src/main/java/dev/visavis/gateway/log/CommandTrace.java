package dev.visavis.gateway.log;

import dev.visavis.proto.CommandName;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.trace.SpanKind;
import org.apache.kafka.common.header.Headers;

/// The span of a command's write to the log, which call-service continues.
final class CommandTrace {
  private CommandTrace() {}

  static CallSpan begin(CallTracer tracer, CallCommand command, Headers headers) {
    return tracer
        .begin(
            SpanKind.PRODUCER,
            () -> "command " + CommandName.of(command),
            command.getCallId(),
            headers)
        .passOn(headers);
  }
}
