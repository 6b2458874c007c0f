package dev.visavis.support.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Starts the spans of a call. All of them are in one trace whose id is the call id without dashes,
/// so that the call id finds the trace, and timers and presence reports are in it too. The root
/// span stands for the call itself and is never exported.
///
/// Records carry the parent span in a W3C `traceparent` header.
@Singleton
public final class CallTracer {
  /// The tracer of a process without OpenTelemetry.
  public static final CallTracer OFF = new CallTracer(OpenTelemetry.noop(), true);

  private static final TextMapGetter<Headers> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
          Header header = headers == null ? null : headers.lastHeader(key);
          return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
      };

  private final boolean on;
  private final OpenTelemetry telemetry;
  private final Tracer tracer;

  public CallTracer(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
    this.on = !disabled;
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("dev.visavis");
  }

  /// @param name is called only while tracing is on
  /// @param from the headers of the record that caused this; without a trace in them the span's
  ///     parent is the call
  public CallSpan begin(SpanKind kind, Supplier<String> name, String callId, Headers from) {
    if (!on) {
      return CallSpan.NONE;
    }
    Span span =
        tracer
            .spanBuilder(name.get())
            .setSpanKind(kind)
            .setParent(parent(callId, from))
            .setAttribute("visavis.call_id", callId)
            .startSpan();
    return new CallSpan(span, telemetry.getPropagators().getTextMapPropagator());
  }

  private Context parent(String callId, Headers from) {
    Context found =
        telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), from, HEADERS);
    boolean carried = Span.fromContext(found).getSpanContext().isValid();
    return carried ? found : Context.root().with(Span.wrap(ofCall(callId)));
  }

  /// Invalid, so that a new trace starts, if the call id is not a UUID.
  private static SpanContext ofCall(String callId) {
    try {
      UUID id = UUID.fromString(callId);
      return SpanContext.createFromRemoteParent(
          TraceId.fromLongs(id.getMostSignificantBits(), id.getLeastSignificantBits()),
          SpanId.fromLong(id.getLeastSignificantBits()),
          TraceFlags.getSampled(),
          TraceState.getDefault());
    } catch (IllegalArgumentException e) {
      return SpanContext.getInvalid();
    }
  }
}
