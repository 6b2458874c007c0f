package dev.visavis.gateway.log;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import org.apache.kafka.common.header.Headers;

/// Gives the test of traces access to this package.
public final class CommandTraceAccess {
  private CommandTraceAccess() {}

  public static CallSpan begin(CallTracer tracer, CallCommand command, Headers headers) {
    return CommandTrace.begin(tracer, command, headers);
  }
}
