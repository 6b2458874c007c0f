package dev.visavis.devstack.edge;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The services behind the edge and their paths.
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

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  Upstream(String openApi, List<String> paths) {
    this.openApi = openApi;
    this.paths = paths;
  }

  /// The path of its OpenAPI document; empty if it has none.
  String openApi() {
    return openApi;
  }

  /// The largest body that the edge forwards, which is the limit of the services. A service closes
  /// the connection on a larger body before reading it, and its response would be lost.
  static long maxBodyBytes(String path) {
    return path.equals(PICTURE) ? 5 * MIB : MIB;
  }

  /// The path prefixes of the service.
  public List<String> paths() {
    return paths;
  }

  /// The name of the service in the edge's arguments.
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

  /// The service for `path`; null for the web UI.
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
