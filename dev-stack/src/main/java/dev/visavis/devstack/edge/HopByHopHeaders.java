package dev.visavis.devstack.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/// Headers on their way through the edge: those of one connection alone stay behind (RFC 9110,
/// section 7.6.1), and so does what a client claims of itself: this edge is the first hop.
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

  /// What a service is told of the request, `Host` as the browser sent it: the gateway compares it
  /// with `Origin`.
  static void toService(HttpServerRequest client, MultiMap headers) {
    copy(client.headers(), headers);
    OF_THE_EDGE.forEach(headers::remove);
    headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", client.isSSL() ? "https" : "http");
  }

  /// What the client is told of the answer. What it may do with it, the edge has said already.
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
