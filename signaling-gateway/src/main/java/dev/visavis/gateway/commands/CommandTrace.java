package dev.visavis.gateway.commands;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;

/// The way of a command into the log: until the broker has answered. call-service goes on with it.
final class CommandTrace {
  private CommandTrace() {}

  static CallSpan begin(CallTracer tracer, CallCommand command, Headers headers) {
    return tracer
        .begin(SpanKind.PRODUCER, () -> "command " + kind(command), command.getCallId(), headers)
        .passOn(headers);
  }

  private static String kind(CallCommand command) {
    Enum<?> kind =
        command.hasMessage() ? command.getMessage().getBodyCase() : command.getCommandCase();
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
