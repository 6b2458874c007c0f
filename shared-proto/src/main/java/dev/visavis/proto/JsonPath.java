package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonStreamContext;

/// The path at which a parser is, as the client knows it: `payload.calleeIds[2]`.
final class JsonPath {
  /// Clients choose the names, so a path truncates them.
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
