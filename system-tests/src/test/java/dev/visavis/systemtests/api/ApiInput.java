package dev.visavis.systemtests.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Generates requests for an operation: some valid, most with an error.
///
/// @param ids existing ids, such as those of users, calls and devices
record ApiInput(Random random, List<String> ids) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "0",
          "-1",
          "101",
          "99999999999999999999",
          "1e9",
          "null",
          "true",
          "é💻\u202e\u0000",
          "\u0000",
          "a\u0000b",
          "' OR 1=1 --",
          "../../etc/passwd",
          "<script>",
          "%",
          "_",
          "2026-11-24T00:00:00Z",
          "2026-99-99",
          "a,b,,c",
          "\ud83d",
          "x".repeat(3_000));

  private static final List<String> BROKEN =
      List.of("", "{", "[]", "null", "5", "\"x\"", "{}", "{\"a\":" + "[".repeat(2_000), "\u0000");

  /// @param body null if the request has none
  record Request(String pathAndQuery, @Nullable String body, String contentType) {}

  Request next(ApiOperation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (ApiOperation.Parameter parameter : operation.parameters()) {
      String value = encoded(parameterValue(operation, parameter));
      if (parameter.in().equals("path")) {
        path = path.replace("{" + parameter.name() + "}", value);
      } else if (parameter.in().equals("query") && random.nextInt(3) > 0) {
        query.add(parameter.name() + "=" + value);
      }
    }
    String whole = query.isEmpty() ? path : path + "?" + String.join("&", query);
    return new Request(whole, body(operation), contentType());
  }

  private String parameterValue(ApiOperation operation, ApiOperation.Parameter parameter) {
    JsonNode schema = operation.resolve(parameter.schema());
    return switch (random.nextInt(4)) {
      case 0 -> pick(TEXTS);
      case 1 -> pick(ids);
      case 2 -> UUID.randomUUID().toString();
      default ->
          switch (schema.path("type").asText()) {
            case "integer" -> Integer.toString(random.nextInt(-2, 200));
            case "string" -> schema.has("enum") ? one(schema.path("enum")) : pick(TEXTS);
            default -> pick(TEXTS);
          };
    };
  }

  private @Nullable String body(ApiOperation operation) {
    if (operation.body().isMissingNode()) {
      return random.nextInt(8) == 0 ? pick(BROKEN) : null;
    }
    if (random.nextInt(5) == 0) {
      return pick(BROKEN);
    }
    JsonNode good = value(operation, operation.body(), 0);
    if (good instanceof ObjectNode object && random.nextInt(3) > 0) {
      spoil(object);
    }
    return escaped(good.toString());
  }

  /// Escapes unpaired surrogates, because UTF-8 cannot encode them.
  static String escaped(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private JsonNode value(ApiOperation operation, JsonNode reference, int depth) {
    JsonNode schema = operation.resolve(reference);
    return switch (schema.path("type").asText()) {
      case "object" -> {
        ObjectNode object = JSON.objectNode();
        schema
            .path("properties")
            .fields()
            .forEachRemaining(
                field -> {
                  if (depth < 3) {
                    object.set(field.getKey(), value(operation, field.getValue(), depth + 1));
                  }
                });
        yield object;
      }
      case "array" -> JSON.arrayNode().add(value(operation, schema.path("items"), depth + 1));
      case "integer", "number" -> JSON.numberNode(random.nextInt());
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default -> JSON.textNode(text(schema));
    };
  }

  private String text(JsonNode schema) {
    if (schema.has("enum")) {
      return one(schema.path("enum"));
    }
    return switch (random.nextInt(3)) {
      case 0 -> pick(TEXTS);
      case 1 -> "fuzz-" + Long.toHexString(random.nextLong());
      default -> "http://127.0.0.1:9/" + random.nextInt(100);
    };
  }

  /// Removes one field, or replaces it by a value of another type or an unusual value.
  private void spoil(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "surplus" : pick(names);
    switch (random.nextInt(7)) {
      case 0 -> object.remove(name);
      case 1 -> object.putNull(name);
      case 2 -> object.put(name, random.nextLong());
      case 3 -> object.put(name, pick(TEXTS));
      case 4 -> object.putArray(name).addNull();
      case 5 -> object.put(name, "y".repeat(100_000));
      default -> object.putObject(name).put("surplus", true);
    }
  }

  private String contentType() {
    return random.nextInt(20) == 0 ? "text/plain" : "application/json";
  }

  private String one(JsonNode choices) {
    return choices.get(random.nextInt(choices.size())).asText();
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  /// Percent-encodes a text. NUL becomes `%00`; an unpaired surrogate is encoded as in CESU-8.
  static String encoded(String value) {
    StringBuilder encoded = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c ->
                encoded.append(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? "%%%X%%%X%%%X"
                            .formatted(
                                0xE0 | (c >> 12), 0x80 | ((c >> 6) & 0x3F), 0x80 | (c & 0x3F))
                        : URLEncoder.encode(Character.toString(c), UTF_8)));
    return encoded.toString().replace("+", "%20");
  }
}
