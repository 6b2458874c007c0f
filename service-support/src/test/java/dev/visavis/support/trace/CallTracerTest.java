package dev.visavis.support.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallTracerTest {
  private static final String CALL = "4f9c1a52-0000-5000-8000-000000000001";

  @RegisterExtension static final OpenTelemetryExtension SPANS = OpenTelemetryExtension.create();

  private final CallTracer tracer = new CallTracer(SPANS.getOpenTelemetry(), false);

  @Test
  void theTraceOfACallIsFoundByItsId() {
    begin(CALL, new RecordHeaders()).end();
    SpanData span = spans().getFirst();
    assertEquals(CALL.replace("-", ""), span.getTraceId());
    assertEquals("command ring", span.getName());
  }

  @Test
  void theReaderOfARecordContinuesTheTraceOfItsWriter() {
    Headers headers = new RecordHeaders();
    CallSpan first = begin(CALL, headers).passOn(headers);
    CallSpan second = begin(CALL, headers).passOn(headers);
    second.end();
    first.end();
    assertEquals(spans().getLast().getSpanId(), spans().getFirst().getParentSpanId());
    int carried = 0;
    for (var _ : headers.headers("traceparent")) {
      carried++;
    }
    assertEquals(1, carried, "a record has one traceparent header");
  }

  @Test
  void anInvalidTraceHeaderIsIgnored() {
    Headers headers = new RecordHeaders();
    headers.add("traceparent", new byte[] {1, 2, 3});
    begin(CALL, headers).end();
    assertEquals(CALL.replace("-", ""), spans().getFirst().getTraceId());
  }

  @Test
  void aCallWithoutAValidIdHasItsOwnTrace() {
    begin("no call", new RecordHeaders()).fail();
    SpanData span = spans().getFirst();
    assertFalse(span.getParentSpanContext().isValid());
    assertNotEquals(CALL.replace("-", ""), span.getTraceId());
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
  }

  @Test
  void nothingIsWrittenWhileTracingIsOff() {
    Headers headers = new RecordHeaders();
    CallSpan span =
        CallTracer.OFF.begin(
            SpanKind.PRODUCER,
            () -> {
              throw new AssertionError("asked for while off");
            },
            CALL,
            headers);
    span.passOn(headers).note("visavis.outcome", "accepted").end();
    assertNotNull(span);
    assertTrue(spans().isEmpty());
    assertEquals(0, headers.toArray().length);
  }

  private CallSpan begin(String callId, Headers headers) {
    return tracer.begin(SpanKind.PRODUCER, () -> "command ring", callId, headers);
  }

  private static List<SpanData> spans() {
    return SPANS.getSpans();
  }
}
