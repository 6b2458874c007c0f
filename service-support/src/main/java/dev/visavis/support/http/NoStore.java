package dev.visavis.support.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Adds `Cache-Control: no-store` to every response, errors included, because nearly all of them
/// are for one user and no cache may store them. A response that may be cached sets its own
/// `Cache-Control`; OpenAPI documents contain no user data.
@Singleton
final class NoStore {
  /// Runs first, so that it also marks refusals of other filters.
  private static final int FIRST = 10_000;

  void register(@Observes Filters filters) {
    filters.register(NoStore::mark, FIRST);
  }

  private static void mark(RoutingContext context) {
    if (!context.normalizedPath().endsWith("/openapi")) {
      context.addHeadersEndHandler(ignored -> markIfSilent(context.response()));
    }
    context.next();
  }

  private static void markIfSilent(HttpServerResponse response) {
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
