package dev.visavis.devstack;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/// Reads what other tools write as JSON.
public final class JsonObjects {
  private JsonObjects() {}

  /// Those in the array `name` of `parent`; none where there is no such array.
  public static Stream<JsonObject> in(JsonObject parent, String name) {
    return parent.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast);
  }
}
