package dev.visavis.gateway.commands;

import dev.visavis.proto.v1.CallCommand;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Starts the trace of a command: a W3C `traceparent` in its record, which call-service goes on
/// with. Nothing at all while OpenTelemetry is off.
@Singleton
final class CommandTrace {
  /// A span that ends with the broker's answer.
  @FunctionalInterface
  interface Open {
    void end(@Nullable Exception failure);
  }

  static final Open NONE = failure -> {};

  private static final TextMapSetter<Headers> HEADERS =
      (headers, key, value) -> {
        if (headers != null) {
          headers.add(key, value.getBytes(StandardCharsets.UTF_8));
        }
      };

  private final boolean on;
  private final OpenTelemetry telemetry;
  private final Tracer tracer;

  CommandTrace(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
    this.on = !disabled;
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("dev.visavis.gateway");
  }

  Open begin(CallCommand command, Headers headers) {
    if (!on) {
      return NONE;
    }
    Span span =
        tracer
            .spanBuilder("command " + name(command))
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("visavis.call_id", command.getCallId())
            .startSpan();
    telemetry
        .getPropagators()
        .getTextMapPropagator()
        .inject(Context.current().with(span), headers, HEADERS);
    return failure -> {
      if (failure != null) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  private static String name(CallCommand command) {
    Enum<?> kind =
        command.hasMessage() ? command.getMessage().getBodyCase() : command.getCommandCase();
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
