package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.ProblemResponses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `/api/docs`: a page to read and try the API, and the merged OpenAPI document of all services,
/// `/api/docs/openapi.json`.
final class ApiDocs {
  static final String PATH = "/api/docs";

  private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.31.0";
  private static final long TIMEOUT_MS = 3_000;

  private final Map<Upstream, UpstreamPool> services;
  private final Router router;

  /// @param services with an OpenAPI document
  ApiDocs(Vertx vertx, Map<Upstream, UpstreamPool> services) {
    this.services = services;
    this.router = Router.router(vertx);
    router.route().handler(ApiDocs::tell);
    router.get(PATH).handler(ApiDocs::toFolder);
    router.get(PATH + "/openapi.json").handler(this::document);
    router.get(PATH + "/ui/*").handler(StaticHandler.create(SWAGGER_UI).setMaxAgeSeconds(3_600));
    router.get(PATH + "/*").handler(StaticHandler.create("api-docs").setCachingEnabled(false));
    router
        .route()
        .handler(
            context ->
                ProblemResponses.problem(
                    context.request(), 404, "Not Found", "There is no such resource."));
  }

  /// Redirects to the path with a slash, because the page refers to its files by relative paths.
  private static void toFolder(RoutingContext context) {
    if (context.request().path().equals(PATH)) {
      context.redirect(PATH + "/");
    } else {
      context.next();
    }
  }

  /// Replaces the handler's cache headers, which are meant for the file alone.
  private static void tell(RoutingContext context) {
    context.addHeadersEndHandler(
        headers -> {
          SecurityHeaders.DOCS.setOn(context.response().headers());
          context.response().putHeader("Cache-Control", "no-cache");
        });
    context.next();
  }

  static boolean isFor(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  void handle(HttpServerRequest request) {
    router.handle(request);
  }

  /// Merges the documents of the services that answer; the description counts the missing ones.
  private void document(RoutingContext context) {
    List<Future<MergedOpenApi.Part>> asked = new ArrayList<>();
    services.forEach((service, pool) -> asked.add(ask(service, pool)));
    Future.join(asked)
        .onComplete(
            done -> {
              List<MergedOpenApi.Part> parts =
                  asked.stream().filter(Future::succeeded).map(Future::result).toList();
              context
                  .response()
                  .putHeader("Content-Type", "application/json")
                  .end(MergedOpenApi.of(parts, asked.size() - parts.size()).toBuffer());
            });
  }

  private static Future<MergedOpenApi.Part> ask(Upstream service, UpstreamPool pool) {
    return pool.request(HttpMethod.GET, service.openApi() + "?format=json")
        .compose(
            request ->
                request
                    .idleTimeout(TIMEOUT_MS)
                    .send()
                    .compose(
                        answer ->
                            answer.statusCode() == 200
                                ? answer.body()
                                : Future.failedFuture("status " + answer.statusCode())))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(body -> new MergedOpenApi.Part(service.argument(), new JsonObject(body)));
  }
}
