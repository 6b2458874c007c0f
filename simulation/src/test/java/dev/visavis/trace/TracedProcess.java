package dev.visavis.trace;

import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/// A process that reports its spans, under its name, to a collector that all processes share.
final class TracedProcess implements AutoCloseable {
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");

  private final OpenTelemetrySdk telemetry;

  TracedProcess(String name, InMemorySpanExporter collector) {
    telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(Resource.builder().put(NAME, name).build())
                    .addSpanProcessor(SimpleSpanProcessor.create(collector))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
  }

  CallTracer tracer() {
    return new CallTracer(telemetry, false);
  }

  static String nameOf(SpanData span) {
    return String.valueOf(span.getResource().getAttribute(NAME));
  }

  @Override
  public void close() {
    telemetry.close();
  }
}
