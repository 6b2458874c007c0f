package dev.visavis.support.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// One span of a call's trace. Started by [CallTracer]; end it once, on any thread.
public final class CallSpan {
  /// A span without effect.
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

  /// Adds the headers with which the reader of the record continues this trace.
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

  /// Marks the span as failed.
  public void fail() {
    if (span != null) {
      span.setStatus(StatusCode.ERROR);
      span.end();
    }
  }
}
