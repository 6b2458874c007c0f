package dev.visavis.helm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The rendered objects.
record Rendered(List<JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper();

  static Rendered parse(String yaml) throws IOException {
    try (var documents =
        YAML.readerFor(new TypeReference<JsonNode>() {}).<JsonNode>readValues(yaml)) {
      return new Rendered(
          documents.readAll().stream().filter(document -> document.has("kind")).toList());
    }
  }

  static JsonNode yaml(String document) throws IOException {
    return YAML.readTree(document);
  }

  Stream<JsonNode> all(String kind) {
    return objects.stream().filter(object -> kind.equals(object.path("kind").asText()));
  }

  JsonNode one(String kind, String name) {
    return all(kind)
        .filter(object -> name.equals(name(object)))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no " + kind + " " + name));
  }

  boolean has(String kind, String name) {
    return all(kind).anyMatch(object -> name.equals(name(object)));
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  /// The specification of every pod, by `Kind name`.
  Map<String, JsonNode> pods() {
    Map<String, JsonNode> pods = new LinkedHashMap<>();
    for (JsonNode object : objects) {
      JsonNode spec = object.path("spec");
      JsonNode pod = object.path("kind").asText().equals("Pod") ? spec : template(object);
      if (pod.has("containers")) {
        pods.put(object.path("kind").asText() + " " + name(object), pod);
      }
    }
    return pods;
  }

  private static JsonNode template(JsonNode workload) {
    return workload.path("spec").path("template").path("spec");
  }

  /// The pod specification of a component.
  JsonNode pod(String component) {
    return pods().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(" visavis-" + component))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no pod of " + component))
        .getValue();
  }

  /// The variables of a component's container; a variable from a reference has the reference as its
  /// value.
  Map<String, String> environment(String component) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode variable : pod(component).path("containers").path(0).path("env")) {
      JsonNode from = variable.path("valueFrom");
      String name = variable.path("name").asText();
      String value = from.isMissingNode() ? variable.path("value").asText() : from.toString();
      if (variables.put(name, value) != null) {
        throw new IllegalStateException(component + " has " + name + " twice");
      }
    }
    return variables;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
