package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;

/// The built web-ui. Its assets carry their hash in their name and never change; every path that is
/// no file is the application's own and gets its page.
final class WebUi {
  private static final long A_YEAR_SECONDS = 31_536_000;

  /// Scripts, styles and media from here alone; sockets to here; blobs for recorded tones and
  /// workers of the application itself.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: https: http:;"
          + " media-src 'self' blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private final Router router;

  WebUi(Vertx vertx, Path root) {
    router = Router.router(vertx);
    router.route().handler(WebUi::secure);
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

  static void secure(RoutingContext context) {
    boolean asset = context.request().path().startsWith("/assets/");
    context.addHeadersEndHandler(
        headers -> {
          context.response().putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
          context.response().putHeader("X-Content-Type-Options", "nosniff");
          context.response().putHeader("Referrer-Policy", "no-referrer");
          context.response().putHeader("Permissions-Policy", "camera=(self), microphone=(self)");
          context
              .response()
              .putHeader(
                  "Cache-Control",
                  asset && context.response().getStatusCode() == 200
                      ? "public, max-age=" + A_YEAR_SECONDS + ", immutable"
                      : "no-cache");
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
