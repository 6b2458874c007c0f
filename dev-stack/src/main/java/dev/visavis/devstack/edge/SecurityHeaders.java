package dev.visavis.devstack.edge;

import io.vertx.core.MultiMap;
import java.util.Map;

/// What the edge tells the browser to hold every answer to. `compose/edge/headers.caddy` and the
/// chart's `files/headers.yaml` say the same; a test compares them.
///
/// `Strict-Transport-Security` is missing here alone: this edge speaks plain HTTP, over which
/// browsers have to ignore it (RFC 6797, section 8.1).
enum SecurityHeaders {
  /// The application: scripts and styles are files of its own. `'self'` takes in sockets to the
  /// same origin. Pictures of people from elsewhere would tell their owner who is being rung.
  PAGE(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; media-src 'self' blob:; worker-src 'self';"
          + " manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'self'"),

  /// Swagger UI writes styles into its page.
  DOCS(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; object-src 'none';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),

  /// An answer of the API is no page: opened as one, it can do nothing.
  API("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

  static final String POLICY = "Content-Security-Policy";

  /// The same whatever is answered. What is not named in `Permissions-Policy` keeps the browser's
  /// default; what is named without `self` is off.
  static final Map<String, String> COMMON =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(self), microphone=(self), display-capture=(self), accelerometer=(),"
              + " geolocation=(), gyroscope=(), hid=(), magnetometer=(), midi=(), payment=(),"
              + " serial=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final String policy;

  SecurityHeaders(String policy) {
    this.policy = policy;
  }

  String policy() {
    return policy;
  }

  /// Those of what is answered to a request for `path`.
  static SecurityHeaders of(String path) {
    if (ApiDocs.isFor(path)) {
      return DOCS;
    }
    boolean api = Upstream.of(path) != null || path.startsWith("/api/") || path.startsWith("/q/");
    return api ? API : PAGE;
  }

  /// Takes the place of what a service has said.
  void setOn(MultiMap headers) {
    headers.set(POLICY, policy);
    COMMON.forEach(headers::set);
  }

  /// Leaves those that [#setOn] has put on the browser's answer the only ones.
  static void removeFrom(MultiMap headers) {
    headers.remove(POLICY);
    COMMON.keySet().forEach(headers::remove);
  }
}
