package dev.visavis.devstack.edge;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The services behind the edge and the paths that lead to each.
public enum Upstream {
  GATEWAY(List.of("/signaling")),
  ACCOUNT(
      List.of(
          "/api/auth",
          "/api/users",
          "/api/contacts",
          "/api/blocks",
          "/api/devices",
          "/.well-known/jwks.json")),
  PRESENCE(List.of("/api/presence")),
  HISTORY(List.of("/api/calls")),
  TURN(List.of("/api/turn"));

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> paths;

  Upstream(List<String> paths) {
    this.paths = paths;
  }

  /// Each with everything below it.
  public List<String> paths() {
    return paths;
  }

  /// How the service is named among the edge's arguments.
  String argument() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Upstream ofArgument(String name) {
    for (Upstream upstream : values()) {
      if (upstream.argument().equals(name)) {
        return upstream;
      }
    }
    throw new IllegalArgumentException(name + ": no such argument");
  }

  /// The service that answers `path`; null: the web-ui does.
  static @Nullable Upstream of(String path) {
    for (Upstream upstream : values()) {
      for (String prefix : upstream.paths) {
        if (path.equals(prefix) || path.startsWith(prefix + "/")) {
          return upstream;
        }
      }
    }
    return null;
  }
}
