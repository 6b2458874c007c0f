package dev.visavis.support.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses requests that a page of another site makes a browser send. A browser attaches the
/// session cookie to such a request and accepts a new cookie from the response to a login, so a
/// request that changes something must come from a page of this site. Requests with
/// `Authorization`, and requests that are not from a browser, are allowed.
public final class CrossSite {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  @ServerRequestFilter(preMatching = true)
  public @Nullable Response refuse(HttpServerRequest request) {
    if (SAFE.contains(request.method().name()) || request.getHeader("Authorization") != null) {
      return null;
    }
    return isOwn(request)
        ? null
        : Problem.of(403, "This request was sent by a page of another site.").toResponse();
  }

  /// A page cannot forge `Sec-Fetch-Site`. Browsers omit it for pages loaded over plain http; then
  /// `Origin` must match the host of the request.
  private static boolean isOwn(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITE.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || isAt(origin, request.getHeader("Host"))
        || isAt(origin, request.getHeader("X-Forwarded-Host")); // a form cannot set it
  }

  private static boolean isAt(String origin, @Nullable String host) {
    URI page = page(origin);
    if (host == null || page == null) {
      return false;
    }
    String defaultPort = "https".equalsIgnoreCase(page.getScheme()) ? ":443" : ":80";
    return bare(page.getAuthority(), defaultPort).equals(bare(host, defaultPort));
  }

  private static @Nullable URI page(String origin) {
    try {
      URI page = URI.create(origin);
      return page.getAuthority() == null ? null : page;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String bare(String authority, String defaultPort) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(defaultPort)
        ? lower.substring(0, lower.length() - defaultPort.length())
        : lower;
  }
}
