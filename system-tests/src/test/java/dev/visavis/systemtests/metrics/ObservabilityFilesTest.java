package dev.visavis.systemtests.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.metrics.Observability.Alert;
import dev.visavis.systemtests.support.Stack;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ObservabilityFilesTest {
  private final Observability files = new Observability(Stack.repositoryRoot());

  @Test
  void everyAlertHasARunbook() {
    Set<String> headings =
        files
            .text("docs/runbooks.md")
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .collect(Collectors.toSet());
    List<Alert> alerts = files.alerts();
    for (Alert alert : alerts) {
      assertTrue(headings.remove(alert.name()), "no runbook, or two alerts, for " + alert);
      assertEquals("docs/runbooks.md#" + alert.name().toLowerCase(), alert.runbook());
      assertTrue(Set.of("page", "ticket").contains(alert.severity()), alert::toString);
    }
    assertFalse(alerts.isEmpty());
    assertEquals(Set.of(), headings, "runbooks without an alert");
  }

  @Test
  void everyPanelHasATitleAPositionAndAQuery() {
    assertEquals(Set.of("calls.json", "services.json"), files.dashboards().keySet());
    for (JsonNode dashboard : files.dashboards().values()) {
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        assertTrue(ids.add(panel.path("id").asInt()), panel::toString);
        assertFalse(panel.path("title").asText().isEmpty(), panel::toString);
        assertTrue(panel.at("/gridPos/w").asInt() > 0, panel::toString);
        boolean row = panel.path("type").asText().equals("row");
        assertEquals(row, panel.path("targets").isEmpty(), panel::toString);
      }
    }
  }

  @Test
  void everyQueryCanBeParsed() {
    files
        .queries()
        .forEach((source, query) -> assertFalse(PromQl.of(query).selectors().isEmpty(), source));
  }
}
