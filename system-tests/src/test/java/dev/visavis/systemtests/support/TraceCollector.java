package dev.visavis.systemtests.support;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// An OpenTelemetry collector (OTLP over HTTP) that keeps the spans of the newest traces.
public final class TraceCollector {
  private static final int MAX_TRACES = 2_000;
  private static final int WAITING_CONNECTIONS = 50;

  /// @param service the `service.name` of the process that reported the span
  /// @param parent the id of the parent span
  public record Span(String service, String name, String id, String parent) {}

  private final HttpServer server;
  private final Map<String, List<Span>> traces = new LinkedHashMap<>();

  TraceCollector() {
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      server = HttpServer.create(new InetSocketAddress(here, 0), WAITING_CONNECTIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /// The environment variables with which a service reports to this collector.
  Map<String, String> environment() {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED",
        "false",
        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The spans of a call that have arrived so far.
  public List<Span> spans(String callId) {
    synchronized (traces) {
      return List.copyOf(traces.getOrDefault(callId.replace("-", ""), List.of()));
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      synchronized (traces) {
        request.getResourceSpansList().forEach(this::keep);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void keep(ResourceSpans reported) {
    String service = service(reported.getResource());
    for (ScopeSpans scope : reported.getScopeSpansList()) {
      for (var span : scope.getSpansList()) {
        traces
            .computeIfAbsent(hex(span.getTraceId()), trace -> new ArrayList<>())
            .add(
                new Span(
                    service, span.getName(), hex(span.getSpanId()), hex(span.getParentSpanId())));
      }
    }
    var oldest = traces.keySet().iterator();
    while (traces.size() > MAX_TRACES) {
      oldest.next();
      oldest.remove();
    }
  }

  private static String service(Resource process) {
    return process.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
