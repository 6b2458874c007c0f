package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedOpenApiTest {
  private final JsonObject joined =
      MergedOpenApi.of(
          List.of(
              new MergedOpenApi.Part("account", document("/a", "Answer", "string")),
              new MergedOpenApi.Part("turn", document("/b", "Answer", "string")),
              new MergedOpenApi.Part("history", document("/c", "Answer", "integer"))),
          0);

  @Test
  void theDocumentHasThePathsOfAllServices() {
    assertEquals(
        List.of("/a", "/b", "/c"), List.copyOf(joined.getJsonObject("paths").fieldNames()));
    assertEquals(
        new JsonArray().add(new JsonObject().put("name", "t")), joined.getJsonArray("tags"));
  }

  @Test
  void differentSchemasOfOneNameAreRenamedAndEqualOnesAreMerged() {
    JsonObject schemas = joined.getJsonObject("components").getJsonObject("schemas");
    assertEquals("string", schemas.getJsonObject("Answer").getString("type"));
    assertEquals("integer", schemas.getJsonObject("HistoryAnswer").getString("type"));
    assertEquals(2, schemas.size());
    assertEquals("#/components/schemas/Answer", reference("/b"));
    assertEquals("#/components/schemas/HistoryAnswer", reference("/c"));
  }

  private String reference(String path) {
    return joined.getJsonObject("paths").getJsonObject(path).getString("$ref");
  }

  private static JsonObject document(String path, String schema, String type) {
    return new JsonObject()
        .put("tags", new JsonArray().add(new JsonObject().put("name", "t")))
        .put(
            "paths",
            new JsonObject()
                .put(path, new JsonObject().put("$ref", "#/components/schemas/" + schema)))
        .put(
            "components",
            new JsonObject()
                .put("schemas", new JsonObject().put(schema, new JsonObject().put("type", type))));
  }
}
