package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path webRoot;
  private int port;

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
    port = join(new Edge(vertx, new EdgeConfig(any, webRoot, upstreams, List.of())).start()).actualPort();
  }

  @AfterEach
  void stop() {
    join(vertx.close());
    client.close();
  }

  @Test
  void eachPathOfTheContractReachesItsService() throws Exception {
    assertEquals("account /api/auth/login", get("/api/auth/login").body());
    assertEquals("account /api/users?query=a%20b", get("/api/users?query=a%20b").body());
    assertEquals("account /.well-known/jwks.json", get("/.well-known/jwks.json").body());
    assertEquals("presence /api/presence", get("/api/presence").body());
    assertEquals("turn /api/turn/credentials", get("/api/turn/credentials").body());
    assertEquals("webhook /api/webhooks/1", get("/api/webhooks/1").body());
  }

  @Test
  void aServiceSeesTheHostThatTheBrowserAskedForAndWhoAsks() throws Exception {
    HttpResponse<String> answer = get("/api/users/me");
    assertEquals("localhost:" + port, header(answer, "seen-host"));
    assertEquals("127.0.0.1", header(answer, "seen-forwarded-for"));
  }

  @Test
  void aServiceThatIsAwayIsToldAsAProblem() throws Exception {
    HttpResponse<String> answer = get("/api/calls/history");
    assertEquals(502, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "content-type"));
    assertTrue(answer.body().contains("history is away"), answer.body());
  }

  @Test
  void theApiCanBeReadAndTriedWhateverIsAway() throws Exception {
    HttpResponse<String> page = get("/api/docs/");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("swagger-ui-bundle.js"), page.body());
    assertEquals(200, get("/api/docs/ui/swagger-ui-bundle.js").statusCode());
    HttpResponse<String> document = get("/api/docs/openapi.json");
    assertEquals(200, document.statusCode());
    assertTrue(document.body().contains("5 services do not answer"), document.body());
    assertEquals(404, get("/api/docs/nothing").statusCode());
  }

  @Test
  void everyKindOfAnswerTellsTheBrowserWhatItMayDo() throws Exception {
    Map<String, SecurityHeaders> answers =
        Map.ofEntries(
            Map.entry("/", SecurityHeaders.PAGE),
            Map.entry("/history", SecurityHeaders.PAGE),
            Map.entry("/assets/app-1234.js", SecurityHeaders.PAGE),
            Map.entry("/assets/app-9999.js", SecurityHeaders.PAGE),
            Map.entry("/api/users/me", SecurityHeaders.API),
            Map.entry("/api/calls/history", SecurityHeaders.API), // its service is away
            Map.entry("/api/nothing", SecurityHeaders.API),
            Map.entry("/.well-known/jwks.json", SecurityHeaders.API),
            Map.entry("/api/docs", SecurityHeaders.DOCS),
            Map.entry("/api/docs/", SecurityHeaders.DOCS),
            Map.entry("/api/docs/openapi.json", SecurityHeaders.DOCS),
            Map.entry("/api/docs/nothing", SecurityHeaders.DOCS));
    for (Map.Entry<String, SecurityHeaders> each : answers.entrySet()) {
      assertSecured(get(each.getKey()), each.getValue());
    }
    assertSecured(tooLarge(), SecurityHeaders.API);
  }

  /// A service that says something else of itself does not add a second header to the edge's.
  private static void assertSecured(HttpResponse<String> answer, SecurityHeaders expected) {
    String of = answer.statusCode() + " " + answer.uri();
    assertEquals(
        List.of(expected.policy()), answer.headers().allValues(SecurityHeaders.POLICY), of);
    SecurityHeaders.COMMON.forEach(
        (name, value) -> assertEquals(List.of(value), answer.headers().allValues(name), of));
  }

  @Test
  void aBodyThatNobodyTakesIsRefusedUnread() throws Exception {
    assertEquals(413, tooLarge().statusCode());
  }

  private HttpResponse<String> tooLarge() throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + "/api/webhooks");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void anUnknownApiPathIsNotThePage() throws Exception {
    assertEquals(404, get("/api/nothing").statusCode());
  }

  @Test
  void whatIsForOperatorsIsNotThereFromOutside() throws Exception {
    for (String path : List.of("/q/metrics", "/q/health", "/q/openapi", "/api/../q/metrics")) {
      assertEquals(404, get(path).statusCode(), path);
    }
  }

  @Test
  void thePageIsNeverStaleAndItsAssetsNeverChange() throws Exception {
    for (String path : List.of("/", "/history", "/call/5?x=y")) {
      HttpResponse<String> page = get(path);
      assertEquals(200, page.statusCode(), path);
      assertEquals("<title>Visavis</title>", page.body(), path);
      assertEquals("no-cache", header(page, "cache-control"), path);
    }
    HttpResponse<String> asset = get("/assets/app-1234.js");
    assertEquals("run()", asset.body());
    assertTrue(header(asset, "cache-control").contains("immutable"));
    assertEquals(404, get("/assets/app-9999.js").statusCode());
  }

  @Test
  void nothingOutsideTheWebRootIsServed() throws Exception {
    Files.writeString(webRoot.resolveSibling("secret.txt"), "secret");
    for (String path : List.of("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt")) {
      assertTrue(!get(path).body().contains("secret"), path);
    }
  }

  @Test
  void socketsGoToTheGatewaysInTurnBothWays() {
    Set<String> reached = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      reached.add(echo("hello"));
    }
    String host = "localhost:" + port; // the one that `Origin` names
    assertEquals(Set.of("g0 at " + host + " hello", "g1 at " + host + " hello"), reached);
  }

  private String echo(String text) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return null;
          }
        };
    URI uri = URI.create("ws://localhost:" + port + "/signaling");
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(uri, listener)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    socket.sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
    String got = answer.orTimeout(10, TimeUnit.SECONDS).join();
    socket.abort();
    return got;
  }

  private HttpServer listen(String name) {
    return join(
        vertx
            .createHttpServer()
            .webSocketHandler(socket -> answer(name, socket))
            .requestHandler(
                request ->
                    request
                        .response()
                        .putHeader("Referrer-Policy", "unsafe-url")
                        .putHeader("seen-host", String.valueOf(request.authority()))
                        .putHeader(
                            "seen-forwarded-for",
                            String.valueOf(request.getHeader("X-Forwarded-For")))
                        .end(name + " " + request.uri()))
            .listen(0, "127.0.0.1"));
  }

  private static void answer(String name, ServerWebSocket socket) {
    socket.textMessageHandler(
        text -> socket.writeTextMessage(name + " at " + socket.authority() + " " + text));
  }

  /// An address at which nobody listens any more.
  private SocketAddress closedAddress() {
    HttpServer server = join(vertx.createHttpServer().requestHandler(r -> {}).listen(0));
    int free = server.actualPort();
    join(server.close());
    return SocketAddress.inetSocketAddress(free, "127.0.0.1");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static SocketAddress at(HttpServer server) {
    return SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1");
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
