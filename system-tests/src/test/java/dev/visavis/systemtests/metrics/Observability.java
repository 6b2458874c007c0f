package dev.visavis.systemtests.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files of `observability/`.
public final class Observability {
  /// @param runbook the link to the runbook: a file of the repository and a heading in it
  public record Alert(String name, String query, String severity, String runbook) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private final Path root;

  /// @param root the root folder of the repository
  public Observability(Path root) {
    this.root = root;
  }

  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : read(YAML, root.resolve("observability/alerts.yml")).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        alerts.add(
            new Alert(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.at("/labels/severity").asText(),
                rule.at("/annotations/runbook_url").asText()));
      }
    }
    return alerts;
  }

  /// The jobs of the example configuration of Prometheus.
  public List<String> jobs() {
    List<String> jobs = new ArrayList<>();
    read(YAML, root.resolve("observability/prometheus.yml"))
        .path("scrape_configs")
        .forEach(job -> jobs.add(job.path("job_name").asText()));
    return jobs;
  }

  /// The dashboards, by file name.
  public Map<String, JsonNode> dashboards() {
    Map<String, JsonNode> dashboards = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(root.resolve("observability/dashboards"))) {
      files
          .sorted()
          .forEach(file -> dashboards.put(file.getFileName().toString(), read(JSON, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dashboards;
  }

  /// All queries, by the alert or panel that contains them.
  public Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    alerts().forEach(alert -> queries.put("alert " + alert.name(), alert.query()));
    dashboards()
        .forEach(
            (file, dashboard) -> {
              for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                  String source = file + ", " + panel.path("title").asText();
                  queries.put(
                      source + " " + target.path("refId").asText(), target.path("expr").asText());
                }
              }
            });
    return queries;
  }

  /// The content of a file of the repository.
  public String text(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(ObjectMapper format, Path file) {
    try {
      return format.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
