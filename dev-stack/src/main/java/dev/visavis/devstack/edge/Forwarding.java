package dev.visavis.devstack.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/// Tells a service who asks, and answers for a service that is away.
final class Forwarding implements ProxyInterceptor {
  private final Upstream upstream;

  Forwarding(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    HttpServerRequest client = request.proxiedRequest();
    // What a client claims of itself here is not passed on: this edge is the first hop.
    request.headers().remove("Forwarded");
    request.putHeader("X-Forwarded-For", client.remoteAddress().hostAddress());
    request.putHeader("X-Forwarded-Proto", client.isSSL() ? "https" : "http");
    return context.sendRequest().recover(away -> Future.succeededFuture(unavailable(request)));
  }

  /// What a service's server refuses by itself, before the service has seen it, has no body.
  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    ProxyResponse response = context.response();
    SecurityHeaders.removeFrom(response.headers()); // the edge has set its own
    int status = response.getStatusCode();
    if (status >= 400
        && upstream != Upstream.GATEWAY
        && response.headers().get("Content-Type") == null) {
      response.putHeader("Content-Type", Answers.PROBLEM);
      String title = HttpResponseStatus.valueOf(status).reasonPhrase();
      response.setBody(Body.body(Answers.problem(status, title, "The request is not accepted.")));
    }
    return context.sendResponse();
  }

  private ProxyResponse unavailable(ProxyRequest request) {
    return request
        .release()
        .response()
        .setStatusCode(502)
        .putHeader("Content-Type", Answers.PROBLEM)
        .putHeader("Retry-After", "2")
        .setBody(
            Body.body(
                Answers.problem(
                    502, "Bad Gateway", upstream.argument() + " is away; try again soon.")));
  }
}
