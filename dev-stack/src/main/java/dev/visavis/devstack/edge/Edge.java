package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.ProblemResponses;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the product one origin: forwards REST and WebSocket requests to the services, and serves
/// the web UI.
public final class Edge {
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int IDLE_TIMEOUT_SECONDS = 120;

  /// Connections for requests to one instance, shared by all clients.
  private static final int MAX_CONNECTIONS = 64;

  /// Connections for WebSockets to one instance; each WebSocket has its own.
  private static final int MAX_SOCKETS = 10_000;

  private static final int MAX_WAITING = 512;

  private final Vertx vertx;
  private final EdgeConfig config;
  private final ConnectionLimits limits;
  private final Backlog backlog = new Backlog();
  private final Map<Upstream, UpstreamPool> pools = new EnumMap<>(Upstream.class);
  private final UpstreamPool sockets;
  private final WebUi webUi;
  private final ApiDocs docs;

  public Edge(Vertx vertx, EdgeConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.limits = new ConnectionLimits(vertx, config.policy());
    this.webUi = new WebUi(vertx, config.webRoot());
    HttpClient requests = client(MAX_CONNECTIONS);
    Readiness readiness = new Readiness(requests);
    if (config.gatewayManagement().size() > 1) {
      readiness.watch(vertx, config.managementOfGateways());
    }
    config
        .upstreams()
        .forEach((service, at) -> pools.put(service, new UpstreamPool(requests, at, readiness)));
    this.sockets =
        new UpstreamPool(
            client(MAX_SOCKETS),
            Objects.requireNonNull(config.upstreams().get(Upstream.GATEWAY)),
            readiness);
    Map<Upstream, UpstreamPool> documented = new EnumMap<>(pools);
    documented.keySet().removeIf(service -> service.openApi().isEmpty());
    this.docs = new ApiDocs(vertx, documented);
  }

  private HttpClient client(int connections) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_TIMEOUT_MS)
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
            .setMaxPoolSize(connections)
            .setMaxWaitQueueSize(MAX_WAITING)
            .setTcpNoDelay(true));
  }

  public Future<HttpServer> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
            .setHttp2ClearTextEnabled(
                false); // browsers do not use it, and the proxy does not support it
    return vertx
        .createHttpServer(options)
        .connectionHandler(limits::opened)
        .exceptionHandler(broken -> {}) // a failed connection, which its client notices
        .invalidRequestHandler(Edge::refuseUnread)
        .requestHandler(this::handle)
        .listen(config.listen().port(), config.listen().host());
  }

  private void handle(HttpServerRequest request) {
    limits.busy(request.connection());
    request.response().endHandler(told -> limits.idle(request.connection()));
    request.exceptionHandler(broken -> {}); // the end of the connection is handled elsewhere
    try {
      answer(request);
    } catch (RuntimeException e) {
      System.err.println("A request failed: " + inOneLine(e));
      request.connection().close();
    }
  }

  private void answer(HttpServerRequest request) {
    Refusal refusal = Refusal.of(request, config.policy().hosts());
    String path = Objects.requireNonNullElse(request.path(), "");
    SecurityHeaders.of(path).setOn(request.response().headers());
    Upstream upstream = Upstream.of(path);
    if (refusal != null) {
      new IncomingBody(vertx, request).answerAndDiscard(refusal);
    } else if (ApiDocs.isFor(path)) {
      docs.handle(request);
    } else if (upstream == null) {
      webUi.handle(request);
    } else {
      pass(upstream, request);
    }
  }

  private void pass(Upstream upstream, HttpServerRequest request) {
    boolean upgrades = upstream == Upstream.GATEWAY && Tunnel.isAskedForBy(request);
    Tunnel tunnel = upgrades ? new Tunnel(vertx, request, limits, backlog) : null;
    UpstreamPool pool = upgrades ? sockets : Objects.requireNonNull(pools.get(upstream));
    new Exchange(vertx, upstream, request, tunnel).start(pool, config.policy().times());
  }

  /// A client can cause at most one short line in the log.
  private static String inOneLine(RuntimeException e) {
    String line = e.toString().replaceAll("\\p{Cntrl}", " ");
    return line.substring(0, Math.min(line.length(), 200));
  }

  /// Answers a request whose head is not HTTP or is too large.
  private static void refuseUnread(HttpServerRequest request) {
    SecurityHeaders.API.setOn(request.response().headers());
    Refusal refusal = unreadable(request.decoderResult().cause());
    ProblemResponses.problem(request, refusal.status(), refusal.title(), refusal.detail())
        .onComplete(told -> request.connection().close());
  }

  private static Refusal unreadable(@Nullable Throwable reason) {
    return switch (reason) {
      case TooLongHttpLineException line ->
          new Refusal(414, "URI Too Long", "The request line is too long.");
      case TooLongHttpHeaderException header ->
          new Refusal(431, "Request Header Fields Too Large", "The headers are too long.");
      case null, default -> Refusal.badRequest("This is not an HTTP request.");
    };
  }
}
