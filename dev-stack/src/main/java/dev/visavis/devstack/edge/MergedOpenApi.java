package dev.visavis.devstack.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Merges several OpenAPI documents into one. The paths of the services are disjoint, because the
/// edge routes by them. Different schemas of the same name are renamed.
final class MergedOpenApi {
  private static final String REF = "\"#/components/schemas/";
  private static final String DESCRIPTION =
      "Sign in with `POST /api/auth/login`; enter the `accessToken` of the response under \"Authorize\"."
          + " Every error is a problem detail (RFC 9457).";

  /// The OpenAPI document of one service.
  record Part(String service, JsonObject document) {}

  private final JsonObject paths = new JsonObject();
  private final JsonObject schemas = new JsonObject();
  private final JsonArray tags = new JsonArray();
  private final Set<String> tagNames = new HashSet<>();

  private MergedOpenApi() {}

  /// @param away the number of services that did not answer
  static JsonObject of(List<Part> parts, int away) {
    MergedOpenApi joined = new MergedOpenApi();
    parts.forEach(joined::add);
    String missing = away == 0 ? "" : " **" + away + " services do not answer and are missing.**";
    return new JsonObject()
        .put("openapi", "3.1.0")
        .put(
            "info",
            new JsonObject()
                .put("title", "Visavis")
                .put("version", "1")
                .put("description", DESCRIPTION + missing))
        .put("tags", joined.tags)
        .put("paths", joined.paths)
        .put(
            "components",
            new JsonObject()
                .put("schemas", joined.schemas)
                .put("securitySchemes", securitySchemes()));
  }

  private void add(Part part) {
    JsonObject own = schemas(part.document());
    String text = part.document().encode();
    for (String name : own.fieldNames()) {
      if (isTaken(name, own.getJsonObject(name))) {
        text = text.replace(REF + name + "\"", REF + renamed(part, name) + "\"");
      }
    }
    JsonObject told = new JsonObject(text);
    JsonObject toldSchemas = schemas(told);
    for (String name : toldSchemas.fieldNames()) {
      boolean taken = isTaken(name, own.getJsonObject(name));
      schemas.put(taken ? renamed(part, name) : name, toldSchemas.getValue(name));
    }
    told.getJsonObject("paths", new JsonObject()).forEach(e -> paths.put(e.getKey(), e.getValue()));
    for (Object each : told.getJsonArray("tags", new JsonArray())) {
      if (each instanceof JsonObject tag && tagNames.add(tag.getString("name"))) {
        tags.add(tag);
      }
    }
  }

  private boolean isTaken(String name, JsonObject schema) {
    return schemas.containsKey(name) && !schema.equals(schemas.getJsonObject(name));
  }

  private static String renamed(Part part, String name) {
    String service = part.service();
    return service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + name;
  }

  private static JsonObject schemas(JsonObject document) {
    return document
        .getJsonObject("components", new JsonObject())
        .getJsonObject("schemas", new JsonObject());
  }

  private static JsonObject securitySchemes() {
    return new JsonObject()
        .put(
            "token",
            new JsonObject()
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "The access token of a sign-in."));
  }
}
