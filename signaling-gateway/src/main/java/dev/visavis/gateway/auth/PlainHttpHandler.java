package dev.visavis.gateway.auth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Answers requests for `/signaling` that are not a WebSocket handshake with 426 (RFC 9110, section
/// 15.5.22) or 405.
@Singleton
final class PlainHttpHandler {
  /// After the WebSocket routes, which pass on requests that are not a handshake.
  private static final int AFTER_SOCKETS = 100_000;

  void routes(@Observes Router router) {
    router.route("/signaling").order(AFTER_SOCKETS).handler(PlainHttpHandler::answer);
  }

  private static void answer(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      context.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
      problem(context, 426, "Upgrade Required", "This is a WebSocket: send a handshake.");
    } else {
      context.response().putHeader("Allow", "GET");
      problem(context, 405, "Method Not Allowed", "This is a WebSocket, which GET opens.");
    }
  }

  private static void problem(RoutingContext context, int status, String title, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer());
  }
}
