package dev.visavis.devstack.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One origin in front of everything: REST and sockets to the services, the rest from the web-ui.
public final class Edge {
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int IDLE_TIMEOUT_SECONDS = 120;

  /// Connections to one instance: each socket keeps its own for as long as it lives.
  private static final int MAX_CONNECTIONS = 10_000;

  private static final int MAX_WAITING = 1_000;

  private final Vertx vertx;
  private final EdgeConfig config;
  private final Map<Upstream, HttpProxy> proxies = new EnumMap<>(Upstream.class);
  private final Map<Upstream, UpstreamPool> documented = new EnumMap<>(Upstream.class);
  private final WebUi webUi;
  private final ApiDocs docs;

  public Edge(Vertx vertx, EdgeConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.webUi = new WebUi(vertx, config.webRoot());
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setTcpNoDelay(true));
    Readiness readiness = new Readiness(client);
    if (config.gatewayManagement().size() > 1) {
      readiness.watch(vertx, config.managementOfGateways());
    }
    config.upstreams().forEach((upstream, at) -> add(upstream, at, client, readiness));
    this.docs = new ApiDocs(vertx, documented);
  }

  private void add(
      Upstream upstream, List<SocketAddress> at, HttpClient client, Readiness readiness) {
    UpstreamPool pool = new UpstreamPool(client, at, readiness);
    if (!upstream.openApi().isEmpty()) {
      documented.put(upstream, pool);
    }
    HttpProxy proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(true), client)
            .originRequestProvider((request, ignored) -> pool.request(request.authority()))
            .addInterceptor(new Forwarding(upstream));
    proxies.put(upstream, proxy);
  }

  public Future<HttpServer> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
            .setHttp2ClearTextEnabled(false); // no browser speaks it, and the proxy cannot carry it
    return vertx
        .createHttpServer(options)
        .requestHandler(this::handle)
        .listen(config.listen().port(), config.listen().host());
  }

  private void handle(HttpServerRequest request) {
    SecurityHeaders.of(request.path()).setOn(request.response().headers());
    Upstream upstream = Upstream.of(request.path());
    if (ApiDocs.isFor(request.path())) {
      docs.handle(request);
    } else if (upstream == null) {
      webUi.handle(request);
    } else if (bodyBytes(request) > upstream.maxBodyBytes()) {
      Answers.problem(request, 413, "Payload Too Large", "The body is too large for this.")
          .onComplete(told -> request.connection().close()); // without reading the rest
    } else {
      Objects.requireNonNull(proxies.get(upstream)).handle(request);
    }
  }

  private static long bodyBytes(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
