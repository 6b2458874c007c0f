package dev.visavis.systemtests.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.visavis.systemtests.metrics.PromQl.Matcher;
import dev.visavis.systemtests.metrics.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void functionsAndAggregationsAreNotMetrics() {
    PromQl query =
        PromQl.of(
            "histogram_quantile(0.99, sum by (job, le) (rate(a_seconds_bucket[5m]))) > 2"
                + " and sum(increase(b_total[1h])) / count without (instance) (c) > 20");
    assertEquals(List.of("a_seconds_bucket", "b_total", "c"), metrics(query));
    assertEquals(List.of("job", "le", "instance"), query.labels());
  }

  @Test
  void aMetricHasItsMatchers() {
    PromQl query = PromQl.of("rate(a_total{reason=~\"x|y\\\\.\",job!=\"z, }\"}[$__rate_interval])");
    assertEquals(
        List.of(
            new Selector(
                "a_total",
                List.of(new Matcher("reason", "=~", "x|y\\."), new Matcher("job", "!=", "z, }")))),
        query.selectors());
  }

  @Test
  void operatorsOffsetsAndNumbersAreNotMetrics() {
    PromQl query = PromQl.of("a:b < bool 0.5e3 * c offset 10m or on (x) d unless group_x == -1");
    assertEquals(List.of("a:b", "c", "d", "group_x"), metrics(query));
    assertEquals(List.of("x"), query.labels());
  }

  @Test
  void anIncompleteQueryIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PromQl.of("{job=\"x\"}"));
    assertThrows(IllegalArgumentException.class, () -> PromQl.of("a{job=\"x\""));
    assertThrows(IllegalArgumentException.class, () -> PromQl.of("a{job=x}"));
    assertThrows(IllegalArgumentException.class, () -> PromQl.of("sum by (job"));
  }

  private static List<String> metrics(PromQl query) {
    return query.selectors().stream().map(Selector::metric).toList();
  }
}
