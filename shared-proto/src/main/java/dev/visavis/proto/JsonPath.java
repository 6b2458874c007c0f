package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonStreamContext;

/// Where a parser stands, in the words of the one who wrote the text: `payload.calleeIds[2]`.
final class JsonPath {
  /// Names may come from a stranger; a path is for reading, so they are cut.
  private static final int MAX_NAME = 64;

  private JsonPath() {}

  static String of(String root, JsonStreamContext context) {
    StringBuilder path = new StringBuilder(root);
    append(path, context);
    return path.toString();
  }

  private static void append(StringBuilder path, JsonStreamContext context) {
    JsonStreamContext parent = context.getParent();
    if (parent != null) {
      append(path, parent);
    }
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      String name = context.getCurrentName();
      path.append(path.isEmpty() ? "" : ".")
          .append(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…");
    }
  }
}
