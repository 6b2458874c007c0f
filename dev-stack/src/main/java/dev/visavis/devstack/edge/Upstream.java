package dev.visavis.devstack.edge;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The services behind the edge and the paths that lead to each.
public enum Upstream {
  GATEWAY("", List.of("/signaling")),
  ACCOUNT(
      "/api/auth/openapi",
      List.of(
          "/api/auth",
          "/api/users",
          "/api/contacts",
          "/api/blocks",
          "/api/devices",
          "/.well-known/jwks.json")),
  PRESENCE("/api/presence/openapi", List.of("/api/presence")),
  HISTORY("/api/calls/openapi", List.of("/api/calls")),
  TURN("/api/turn/openapi", List.of("/api/turn")),
  WEBHOOK("/api/webhooks/openapi", List.of("/api/webhooks"));

  private static final long MIB = 1024 * 1024;
  private static final String PICTURE = "/api/users/me/avatar";

  private final String openApi;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> paths;

  Upstream(String openApi, List<String> paths) {
    this.openApi = openApi;
    this.paths = paths;
  }

  /// The path of its OpenAPI document; empty where there is none.
  String openApi() {
    return openApi;
  }

  /// The largest body that is passed on: what the services take. One that is sent more closes the
  /// connection before it has read it, and its answer is lost on the way.
  static long maxBodyBytes(String path) {
    return path.equals(PICTURE) ? 5 * MIB : MIB;
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
