package dev.visavis.systemtests.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One operation of the merged OpenAPI document.
///
/// @param body the schema of its JSON body; a missing node if it has none
/// @param statuses the documented statuses
/// @param definition its whole definition in the document
record ApiOperation(
    String method,
    String path,
    List<Parameter> parameters,
    JsonNode body,
    boolean secured,
    Set<Integer> statuses,
    JsonNode definition,
    JsonNode schemas) {

  /// @param in `path` or `query`
  record Parameter(String name, String in, JsonNode schema) {}

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  static List<ApiOperation> all(JsonNode document) {
    List<ApiOperation> all = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            all.add(
                                of(
                                    entry.getKey(),
                                    path.getKey(),
                                    path.getValue(),
                                    entry.getValue(),
                                    document.at("/components/schemas")));
                          }
                        }));
    return all;
  }

  private static ApiOperation of(
      String method, String path, JsonNode shared, JsonNode operation, JsonNode schemas) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode owner : List.of(shared, operation)) {
      owner
          .path("parameters")
          .forEach(
              parameter ->
                  parameters.add(
                      new Parameter(
                          parameter.path("name").asText(),
                          parameter.path("in").asText(),
                          parameter.path("schema"))));
    }
    Set<Integer> statuses = new HashSet<>();
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(status -> statuses.add(Integer.parseInt(status)));
    return new ApiOperation(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        operation.path("requestBody").path("content").path("application/json").path("schema"),
        operation.path("security").size() > 0,
        statuses,
        operation,
        schemas);
  }

  /// Returns the schema to which a reference points, or the argument if it is not a reference.
  JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty()
        ? schema
        : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
