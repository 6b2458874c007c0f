package dev.visavis.devstack.edge;

import io.vertx.core.MultiMap;
import java.util.Map;

/// The security headers of every response. `compose/edge/headers.caddy` and the chart's
/// `files/headers.yaml` contain the same; a test compares them.
///
/// Only this edge omits `Strict-Transport-Security`: it serves plain HTTP, over which browsers must
/// ignore it (RFC 6797, section 8.1).
enum SecurityHeaders {
  /// The application, whose scripts and styles are its own files. `'self'` includes WebSockets to
  /// the same origin. Pictures from other sites are forbidden, because they would tell the site's
  /// owner who is being rung.
  PAGE(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; media-src 'self' blob:; worker-src 'self';"
          + " manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'self'"),

  /// Swagger UI inserts styles into its page.
  DOCS(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; object-src 'none';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),

  /// Responses of the API are not pages: opened in a browser, they can do nothing.
  API("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

  static final String POLICY = "Content-Security-Policy";

  /// The same for all responses. `Permissions-Policy` turns off each listed feature without `self`;
  /// a feature that is not listed keeps the browser's default.
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

  /// The headers of the response to a request for `path`.
  static SecurityHeaders of(String path) {
    if (ApiDocs.isFor(path)) {
      return DOCS;
    }
    boolean api = Upstream.of(path) != null || path.startsWith("/api/") || path.startsWith("/q/");
    return api ? API : PAGE;
  }

  /// Replaces the headers of the service.
  void setOn(MultiMap headers) {
    headers.set(POLICY, policy);
    COMMON.forEach(headers::set);
  }

  /// Removes the headers that [#setOn] sets, so that the browser does not get them twice.
  static void removeFrom(MultiMap headers) {
    headers.remove(POLICY);
    COMMON.keySet().forEach(headers::remove);
  }
}
