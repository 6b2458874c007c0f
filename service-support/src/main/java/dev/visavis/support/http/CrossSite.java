package dev.visavis.support.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses what a page of another site makes a browser send. A browser adds our cookie by itself,
/// and takes a new one from the answer to a login, so whatever changes something has to come from
/// a page of ours. A request with `Authorization` is not a browser's own doing, and a program that
/// is no browser says nothing of where it was sent from.
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

  /// `Sec-Fetch-Site` cannot be forged by a page; browsers leave it out where a page came by plain
  /// http, and then `Origin` has to be where the request went.
  private static boolean isOwn(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITE.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || isAt(origin, request.getHeader("Host"))
        || isAt(origin, request.getHeader("X-Forwarded-Host")); // no form can set it
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
