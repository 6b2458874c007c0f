package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeTest extends EdgeFixture {
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
  void aServiceSeesTheHostAndTheAddressOfTheBrowser() throws Exception {
    HttpResponse<String> answer = get("/api/users/me");
    assertEquals("localhost:" + port, header(answer, "seen-host"));
    assertEquals("127.0.0.1", header(answer, "seen-forwarded-for"));
  }

  @Test
  void anUnavailableServiceIsAProblemDetail() throws Exception {
    HttpResponse<String> answer = get("/api/calls/history");
    assertEquals(502, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "content-type"));
    assertTrue(answer.body().contains("history is unavailable"), answer.body());
  }

  @Test
  void theApiPageWorksWhileServicesAreUnavailable() throws Exception {
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
  void everyResponseHasTheSecurityHeaders() throws Exception {
    Map<String, SecurityHeaders> answers =
        Map.ofEntries(
            Map.entry("/", SecurityHeaders.PAGE),
            Map.entry("/history", SecurityHeaders.PAGE),
            Map.entry("/assets/app-1234.js", SecurityHeaders.PAGE),
            Map.entry("/assets/app-9999.js", SecurityHeaders.PAGE),
            Map.entry("/api/users/me", SecurityHeaders.API),
            Map.entry("/api/calls/history", SecurityHeaders.API), // its service is unavailable
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

  /// The response must not contain a header of the service in addition to the edge's.
  private static void assertSecured(HttpResponse<String> answer, SecurityHeaders expected) {
    String of = answer.statusCode() + " " + answer.uri();
    assertEquals(
        List.of(expected.policy()), answer.headers().allValues(SecurityHeaders.POLICY), of);
    SecurityHeaders.COMMON.forEach(
        (name, value) -> assertEquals(List.of(value), answer.headers().allValues(name), of));
  }

  @Test
  void aBodyThatNoServiceAcceptsIsRefusedUnread() throws Exception {
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
  void anUnknownApiPathIsNotFound() throws Exception {
    assertEquals(404, get("/api/nothing").statusCode());
  }

  @Test
  void managementPathsAreNotFoundThroughTheEdge() throws Exception {
    for (String path : List.of("/q/metrics", "/q/health", "/q/openapi")) {
      assertEquals(404, get(path).statusCode(), path);
    }
  }

  @Test
  void thePageIsRevalidatedAndItsAssetsAreCachedForever() throws Exception {
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
      assertEquals(400, get(path).statusCode(), path);
    }
  }

  @Test
  void socketsGoToTheGatewaysInTurn() {
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
}
