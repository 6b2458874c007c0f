package dev.visavis.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON that an operation takes or gives, as the joined OpenAPI document describes it.
///
/// @param where method, path, and `request` or the status of the answer
record ApiExamples(String where, JsonNode content, JsonNode schemas) {
  private static final String REFERENCE = "#/components/schemas/";
  private static final int DEEPEST = 8;

  /// Requests, and answers that are no errors: those look the same everywhere.
  static List<ApiExamples> all(JsonNode document) {
    List<ApiExamples> all = new ArrayList<>();
    JsonNode schemas = document.at("/components/schemas");
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String where = method.getKey() + " " + path.getKey();
        JsonNode operation = method.getValue();
        add(all, where + " request", operation.path("requestBody"), schemas);
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
          if (answer.getKey().startsWith("2")) {
            add(all, where + " " + answer.getKey(), answer.getValue(), schemas);
          }
        }
      }
    }
    return all;
  }

  private static void add(List<ApiExamples> all, String where, JsonNode owner, JsonNode schemas) {
    JsonNode content = owner.path("content").path("application/json");
    if (!content.isMissingNode()) {
      all.add(new ApiExamples(where, content, schemas));
    }
  }

  boolean hasExample() {
    return shows(content, DEEPEST);
  }

  private boolean shows(JsonNode node, int depth) {
    if (depth == 0) {
      return false;
    }
    if (node.has("example") || node.has("examples")) {
      return true;
    }
    String reference = node.path("$ref").asText();
    if (reference.startsWith(REFERENCE)) {
      return shows(schemas.path(reference.substring(REFERENCE.length())), depth - 1);
    }
    for (JsonNode child : node) {
      if (child.isContainerNode() && shows(child, depth)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return where;
  }
}
