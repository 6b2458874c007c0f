package dev.visavis.support.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// One stop on a call's way. Started by [CallTracer]; to be ended once, on any thread.
public final class CallSpan {
  /// Does nothing.
  static final CallSpan NONE = new CallSpan(null, TextMapPropagator.noop());

  private static final TextMapSetter<Headers> HEADERS =
      (headers, key, value) -> {
        if (headers != null) {
          headers.remove(key).add(key, value.getBytes(StandardCharsets.UTF_8));
        }
      };

  private final @Nullable Span span;
  private final TextMapPropagator propagator;

  CallSpan(@Nullable Span span, TextMapPropagator propagator) {
    this.span = span;
    this.propagator = propagator;
  }

  /// Adds the headers by which the reader of the record continues this trace.
  public CallSpan passOn(Headers headers) {
    if (span != null) {
      propagator.inject(Context.root().with(span), headers, HEADERS);
    }
    return this;
  }

  public CallSpan note(String attribute, String value) {
    if (span != null) {
      span.setAttribute(attribute, value);
    }
    return this;
  }

  public void end() {
    if (span != null) {
      span.end();
    }
  }

  /// It did not come to what it was meant to.
  public void fail() {
    if (span != null) {
      span.setStatus(StatusCode.ERROR);
      span.end();
    }
  }
}
