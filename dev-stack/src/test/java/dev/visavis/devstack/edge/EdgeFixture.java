package dev.visavis.devstack.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An edge in front of fake services, which return their name and the request that they got.
abstract class EdgeFixture {
  final Vertx vertx = Vertx.vertx();
  final HttpClient client = HttpClient.newHttpClient();
  /// More than the kernel's buffers hold.
  static final long FLOOD = 128 * 1024 * 1024;

  static final int FRAME = 64 * 1024;

  /// The number of connections to the services, and of bytes sent in response to `flood`.
  final AtomicInteger connections = new AtomicInteger();

  final AtomicLong flooded = new AtomicLong();
  @TempDir Path webRoot;
  int port;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(webRoot.resolve("index.html"), "<title>Visavis</title>");
    Files.createDirectory(webRoot.resolve("assets"));
    Files.writeString(webRoot.resolve("assets/app-1234.js"), "run()");
    Map<Upstream, List<SocketAddress>> upstreams = new EnumMap<>(Upstream.class);
    upstreams.put(Upstream.GATEWAY, List.of(at(listen("g0")), at(listen("g1"))));
    upstreams.put(Upstream.ACCOUNT, List.of(at(listen("account"))));
    upstreams.put(Upstream.PRESENCE, List.of(at(listen("presence"))));
    upstreams.put(Upstream.TURN, List.of(at(listen("turn"))));
    upstreams.put(Upstream.HISTORY, List.of(closedAddress()));
    upstreams.put(Upstream.WEBHOOK, List.of(at(listen("webhook"))));
    SocketAddress any = SocketAddress.inetSocketAddress(0, "127.0.0.1");
    EdgeConfig config = new EdgeConfig(any, webRoot, upstreams, List.of(), policy());
    port = join(new Edge(vertx, config).start()).actualPort();
  }

  @AfterEach
  void stop() {
    join(vertx.close());
    client.close();
  }

  /// The policy of the edge under test.
  EdgePolicy policy() {
    return EdgePolicy.of(Map.of("VISAVIS_EDGE_HOSTS", "calls.example.org"));
  }

  HttpServer listen(String name) {
    return join(
        vertx
            .createHttpServer(new HttpServerOptions().setWebSocketClosingTimeout(1))
            .connectionHandler(opened -> connections.incrementAndGet())
            .webSocketHandler(socket -> answer(name, socket))
            .requestHandler(request -> answer(name, request))
            .listen(0, "127.0.0.1"));
  }

  private static void answer(String name, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.path().endsWith("/early")) { // without reading the body
      request.pause();
      response.setStatusCode(401).putHeader("Content-Type", "text/plain").end("who are you");
      return;
    }
    if (request
        .path()
        .equals("/signaling")) { // like the gateway, for a request that is not a handshake
      response.setStatusCode(426).putHeader("Upgrade", "websocket");
    }
    response
        .putHeader("Referrer-Policy", "unsafe-url")
        .putHeader("seen-host", String.valueOf(request.authority()))
        .putHeader("seen-forwarded-for", String.valueOf(request.getHeader("X-Forwarded-For")));
    request.body().onSuccess(body -> response.end(name + " " + request.uri()));
  }

  private void answer(String name, ServerWebSocket socket) {
    socket.textMessageHandler(
        text -> {
          switch (text) {
            case "flood" -> flood(socket);
            case "stop" -> socket.pause();
            default -> socket.writeTextMessage(name + " at " + socket.authority() + " " + text);
          }
        });
  }

  /// Sends as fast as the client reads, up to [#FLOOD].
  private void flood(ServerWebSocket socket) {
    while (!socket.writeQueueFull() && flooded.get() < FLOOD) {
      flooded.addAndGet(FRAME);
      socket.writeBinaryMessage(Buffer.buffer(new byte[FRAME]));
    }
    socket.drainHandler(drained -> flood(socket));
  }

  /// An address at which no process listens any more.
  SocketAddress closedAddress() {
    HttpServer server = join(vertx.createHttpServer().requestHandler(r -> {}).listen(0));
    int free = server.actualPort();
    join(server.close());
    return SocketAddress.inetSocketAddress(free, "127.0.0.1");
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static SocketAddress at(HttpServer server) {
    return SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1");
  }

  static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
