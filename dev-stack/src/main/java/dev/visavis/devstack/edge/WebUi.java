package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;

/// The built web-ui. Its assets carry their hash in their name and never change; every path that is
/// no file is the application's own and gets its page.
final class WebUi {
  private static final long A_YEAR_SECONDS = 31_536_000;

  private final Router router;

  WebUi(Vertx vertx, Path root) {
    router = Router.router(vertx);
    router.route().handler(WebUi::tell);
    router.route("/assets/*").handler(files(root.resolve("assets"), A_YEAR_SECONDS));
    router.route("/assets/*").handler(context -> context.fail(404));
    router.route("/api/*").handler(WebUi::noSuchApi);
    router.route("/q/*").handler(WebUi::noSuchApi);
    StaticHandler pages = files(root, 0);
    router.route().handler(pages);
    router.get("/").handler(WebUi::notBuilt);
    router.get().handler(context -> context.reroute("/"));
  }

  void handle(HttpServerRequest request) {
    router.handle(request);
  }

  private static StaticHandler files(Path root, long maxAgeSeconds) {
    return StaticHandler.create(FileSystemAccess.ROOT, root.toAbsolutePath().toString())
        .setMaxAgeSeconds(maxAgeSeconds)
        .setCachingEnabled(maxAgeSeconds > 0)
        .setDirectoryListing(false);
  }

  /// Headers of every answer, set late: what is said of the path that was asked for has to outlive
  /// a reroute, which clears them.
  static void tell(RoutingContext context) {
    String path = context.request().path();
    context.addHeadersEndHandler(
        headers -> {
          HttpServerResponse response = context.response();
          SecurityHeaders.of(path).setOn(response.headers());
          boolean asset = path.startsWith("/assets/") && response.getStatusCode() == 200;
          response.putHeader(
              "Cache-Control",
              asset ? "public, max-age=" + A_YEAR_SECONDS + ", immutable" : "no-cache");
        });
    context.next();
  }

  private static void notBuilt(RoutingContext context) {
    Answers.problem(context.request(), 503, "Service Unavailable", "The web-ui is not built.");
  }

  private static void noSuchApi(RoutingContext context) {
    Answers.problem(context.request(), 404, "Not Found", "There is no such resource.");
  }
}
