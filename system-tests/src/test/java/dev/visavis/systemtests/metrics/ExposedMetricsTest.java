package dev.visavis.systemtests.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExposedMetricsTest {
  private final ExposedMetrics exposed = new ExposedMetrics();

  ExposedMetricsTest() {
    exposed.add(
        "gateway",
        "gateway-0",
        """
        # HELP visavis_append_seconds how long
        # TYPE visavis_append_seconds histogram
        visavis_append_seconds_bucket{topic="a.b",le="0.1",} 3.0
        visavis_append_seconds_count{topic="a.b"} 3
        visavis_errors_total{code="X"} 0.0
        jvm_threads 4.0
        http_requests_total{status="200"} 1.0 # {span_id="1b",trace_id="2c"} 1.0 1764.5
        """);
  }

  @Test
  void exposedMetricsAreFound() {
    assertEquals(List.of(), exposed.missing("sum by (job, le) (visavis_append_seconds_bucket)"));
    assertEquals(List.of(), exposed.missing("visavis_errors_total{code=~\"X|Y\"} / jvm_threads"));
    assertEquals(List.of(), exposed.missing("up{job=\"gateway\"}"));
    assertEquals(Set.of("visavis_append_seconds", "visavis_errors_total"), exposed.ours());
  }

  @Test
  void unknownMetricsValuesAndLabelsAreMissing() {
    assertEquals(List.of("visavis_append_seconds"), exposed.missing("visavis_append_seconds"));
    assertEquals(1, exposed.missing("visavis_errors_total{code=\"Y\"}").size());
    assertEquals(1, exposed.missing("visavis_errors_total{reason=\"X\"}").size());
    assertEquals(List.of("the label topic"), exposed.missing("sum by (topic) (jvm_threads)"));
  }

  @Test
  void theValuesOfAMetricAreRead() {
    assertEquals(
        Map.of(Map.of("job", "gateway", "instance", "gateway-0", "status", "200"), 1.0),
        exposed.readings("http_requests_total"));
    assertEquals(
        Map.of(Map.of("job", "gateway", "instance", "gateway-0"), 4.0),
        exposed.readings("jvm_threads"));
  }

  @Test
  void aStatusThatHasNotOccurredYetIsNotMissing() {
    assertEquals(List.of(), exposed.missing("http_requests_total{status=~\"5..\"}"));
  }
}
