package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.RequestPath;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The reason for which the edge refuses a request, as its problem detail.
record Refusal(int status, String title, String detail) {
  static Refusal badRequest(String detail) {
    return new Refusal(400, "Bad Request", detail);
  }

  /// Checks the head of a request; null if it is valid.
  static @Nullable Refusal of(HttpServerRequest request, KnownHosts hosts) {
    if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
      return new Refusal(405, "Method Not Allowed", "The edge does not support this method.");
    }
    if (request.path() == null || !request.path().startsWith("/")) {
      return badRequest("The request's target is not a path.");
    }
    if (!RequestPath.isSound(request.path())) {
      return badRequest(
          "The path has a segment . or .., an invalid character, or an invalid escape.");
    }
    return ofHost(request, hosts);
  }

  private static @Nullable Refusal ofHost(HttpServerRequest request, KnownHosts hosts) {
    List<String> named = request.headers().getAll(HttpHeaders.HOST);
    if (named.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
      return null;
    }
    if (named.size() != 1 || !KnownHosts.isWellFormed(named.getFirst())) {
      return badRequest("Host: expected one name or address, with or without a port.");
    }
    if (hosts.knows(named.getFirst())) {
      return null;
    }
    return new Refusal(
        421,
        "Misdirected Request",
        "Host: this edge is not known as %s. Name it in VISAVIS_EDGE_HOSTS to let it in."
            .formatted(named.getFirst().toLowerCase(Locale.ROOT)));
  }
}
