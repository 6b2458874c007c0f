package dev.visavis.support.token;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Replaces a malformed access token, see [TokenFormat], by a text that is certainly not a token.
/// The resource then answers 401 if it needs a token.
@Singleton
final class MalformedTokenFilter {
  /// Runs before all other readers of the header.
  private static final int EARLY = 9_000;

  private static final String BEARER = "bearer ";
  private static final String COOKIES = "Cookie";
  private static final String TOKEN = "visavis_token=";
  private static final String NO_TOKEN = "malformed";

  void register(@Observes Filters filters) {
    filters.register(MalformedTokenFilter::replace, EARLY);
  }

  private static void replace(RoutingContext context) {
    MultiMap headers = context.request().headers();
    String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    if (authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && !TokenFormat.isGood(authorization.substring(BEARER.length()).strip())) {
      headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + NO_TOKEN);
    }
    List<String> cookies = headers.getAll(COOKIES);
    if (cookies.stream().anyMatch(line -> line.contains(TOKEN))) {
      headers.set(COOKIES, cookies.stream().map(MalformedTokenFilter::withoutOddToken).toList());
    }
    context.next();
  }

  private static String withoutOddToken(String cookies) {
    return Arrays.stream(cookies.split(";"))
        .map(String::strip)
        .map(cookie -> isOddToken(cookie) ? TOKEN + NO_TOKEN : cookie)
        .collect(Collectors.joining("; "));
  }

  private static boolean isOddToken(String cookie) {
    return cookie.startsWith(TOKEN) && !TokenFormat.isGood(cookie.substring(TOKEN.length()));
  }
}
