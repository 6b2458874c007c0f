package dev.visavis.devstack;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/// Reads JSON written by other tools.
public final class JsonObjects {
  private JsonObjects() {}

  /// The objects in the array `name` of `parent`; none if the array does not exist.
  public static Stream<JsonObject> in(JsonObject parent, String name) {
    return parent.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast);
  }
}
