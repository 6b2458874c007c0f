package dev.visavis.systemtests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Builds and parses JSON without the schema, like a third-party client.
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /// An object of alternating names and values.
  public static ObjectNode object(@Nullable Object... pairs) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      node.set(String.valueOf(pairs[i]), MAPPER.valueToTree(pairs[i + 1]));
    }
    return node;
  }
}
