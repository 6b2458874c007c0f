package dev.visavis.support.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Marks every answer `Cache-Control: no-store`, errors included: nearly all of them are for one
/// person, and a cache between us and a browser must keep none of them. An answer that may be kept
/// says so with a `Cache-Control` of its own; the OpenAPI documents say nothing of anybody.
@Singleton
final class NoStore {
  /// Before all else, so that a refusal of another filter has it too.
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
