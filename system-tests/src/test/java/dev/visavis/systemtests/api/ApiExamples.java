package dev.visavis.systemtests.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON of a request or response in the merged OpenAPI document.
///
/// @param where the method, the path, and `request` or the status of the response
record ApiExamples(String where, JsonNode content, JsonNode schemas) {
  private static final String REFERENCE = "#/components/schemas/";
  private static final int DEEPEST = 8;

  /// All requests and successful responses. Error responses are left out, because they all have the
  /// same form.
  static List<ApiExamples> all(JsonNode document) {
    List<ApiExamples> all = new ArrayList<>();
    for (ApiOperation operation : ApiOperation.all(document)) {
      JsonNode definition = operation.definition();
      add(all, operation, "request", definition.path("requestBody"));
      for (Map.Entry<String, JsonNode> answer : definition.path("responses").properties()) {
        if (answer.getKey().startsWith("2")) {
          add(all, operation, answer.getKey(), answer.getValue());
        }
      }
    }
    return all;
  }

  private static void add(
      List<ApiExamples> all, ApiOperation operation, String what, JsonNode owner) {
    JsonNode content = owner.path("content").path("application/json");
    if (!content.isMissingNode()) {
      all.add(new ApiExamples(operation + " " + what, content, operation.schemas()));
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
