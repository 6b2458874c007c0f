package dev.visavis.devstack.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/// Filters headers between the client and a service. Removes hop-by-hop headers (RFC 9110, section
/// 7.6.1) and forwarding headers of the client, because this edge is the first hop.
final class HopByHopHeaders {
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final Set<String> OF_THE_EDGE =
      Set.of(
          "expect",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix",
          "x-forwarded-proto",
          "x-real-ip");

  private HopByHopHeaders() {}

  /// The headers for the service. `Host` is unchanged, because the gateway compares it with
  /// `Origin`.
  static void toService(HttpServerRequest client, MultiMap headers) {
    copy(client.headers(), headers);
    OF_THE_EDGE.forEach(headers::remove);
    headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", client.isSSL() ? "https" : "http");
  }

  /// The headers for the client. The edge has already set the security headers.
  static void toClient(MultiMap service, MultiMap headers) {
    MultiMap passed = MultiMap.caseInsensitiveMultiMap();
    copy(service, passed);
    SecurityHeaders.removeFrom(passed);
    headers.addAll(passed);
  }

  private static void copy(MultiMap from, MultiMap to) {
    to.addAll(from);
    for (String listed : from.getAll(HttpHeaders.CONNECTION)) {
      for (String name : listed.split(",", -1)) {
        to.remove(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    OF_A_CONNECTION.forEach(to::remove);
  }
}
