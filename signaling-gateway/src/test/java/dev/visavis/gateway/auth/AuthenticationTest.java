package dev.visavis.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.gateway.support.TestIssuer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuthenticationTest extends GatewayTest {
  private static final Client.Closed UNAUTHORIZED = new Client.Closed(4001, "Unauthorized");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Person alice = Person.named("Alice");

  @Test
  void aRequestThatIsNotAHandshakeGets426Or405() throws Exception {
    URI address = URI.create(Client.address().toString().replaceFirst("^ws", "http"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> got =
          http.send(
              HttpRequest.newBuilder(address).version(HttpClient.Version.HTTP_1_1).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(426, got.statusCode());
      assertEquals("websocket", got.headers().firstValue("Upgrade").orElse(""));
      assertEquals("application/problem+json", got.headers().firstValue("Content-Type").orElse(""));
      HttpRequest post =
          HttpRequest.newBuilder(address)
              .version(HttpClient.Version.HTTP_1_1)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertEquals(405, http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void aBearerTokenIsAccepted() {
    try (Client client = Client.of(alice)) {
      assertEquals(alice.id(), client.register("phone").getRegistered().getUserId());
    }
  }

  @Test
  void aTokenWithAnEllipticCurveSignatureIsAccepted() {
    String token = alice.token(TestIssuer.ELLIPTIC_KEY, "visavis", HOUR);
    try (Client client = Client.withToken(token)) {
      client.register("phone");
    }
    refused(alice.token(TestIssuer.ELLIPTIC_KEY, "somebody-else", HOUR));
  }

  @Test
  void aTokenInTheCookieIsAccepted() {
    String cookie = "theme=dark; visavis_token=" + alice.token();
    try (Client client = Client.open(with -> with.header("Cookie", cookie))) {
      client.register("phone");
    }
  }

  @Test
  void withoutATokenTheSocketIsClosed() {
    refused(null);
  }

  @Test
  void anInvalidTokenIsRefused() {
    refused("nonsense");
    String token = alice.token();
    refused(token.substring(0, token.length() - 8) + "AAAAAAAA");
    refused(alice.token(TestIssuer.UNKNOWN_KEY, "visavis", HOUR));
    refused(alice.token(TestIssuer.KEY, "somebody-else", HOUR));
    refused(new Person("not-a-uuid", "X").token());
  }

  @Test
  void anExpiredTokenIsRefused() {
    refused(alice.token(Duration.ofSeconds(-1)));
  }

  @Test
  void aTokenInTheUrlIsIgnored() {
    URI address = URI.create(Client.address() + "?token=" + alice.token());
    var closed = new java.util.concurrent.CompletableFuture<Integer>();
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            address,
            new java.net.http.WebSocket.Listener() {
              @Override
              public java.util.concurrent.@Nullable CompletionStage<?> onClose(
                  java.net.http.WebSocket socket, int code, String reason) {
                closed.complete(code);
                return null;
              }
            })
        .join();
    assertEquals(4001, closed.orTimeout(25, java.util.concurrent.TimeUnit.SECONDS).join());
  }

  @Test
  void theSocketClosesWhenItsTokenExpires() {
    try (Client client = Client.withToken(alice.token(Duration.ofSeconds(6)))) {
      client.register("phone");
      assertEquals(UNAUTHORIZED, client.closed());
    }
  }

  @Test
  void aNewlyPublishedKeyIsFetched() throws Exception {
    String issuer = ConfigProvider.getConfig().getValue(TestIssuer.ADDRESS, String.class);
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(issuer + "/rotate")).build(),
            HttpResponse.BodyHandlers.discarding());
    // The gateway fetches unknown keys at a limited rate, and may have done so a moment ago.
    String token = alice.token(TestIssuer.LATER_KEY, "visavis", HOUR);
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean in = false;
    while (!in && System.nanoTime() < until) {
      try (Client client = Client.withToken(token)) {
        in = client.answersBeforeItCloses("{'type':'sync','requestId':'1'}");
      }
    }
    assertTrue(in, "the new key was never accepted");
  }

  @Test
  void aPageOfAnotherOriginIsRefused() {
    String token = "Bearer " + alice.token();
    var failure =
        assertThrows(
            CompletionException.class,
            () ->
                Client.open(
                    with ->
                        with.header("Authorization", token)
                            .header("Origin", "https://evil.example")));
    var refusal = assertInstanceOf(WebSocketHandshakeException.class, failure.getCause());
    assertEquals(403, refusal.getResponse().statusCode());
  }

  @Test
  void aPageOfTheOwnOriginIsAccepted() {
    String origin = "http://" + Client.address().getAuthority();
    String token = "Bearer " + alice.token();
    try (Client client =
        Client.open(with -> with.header("Authorization", token).header("Origin", origin))) {
      client.register("phone");
    }
  }

  private static void refused(@Nullable String token) {
    try (Client client = Client.withToken(token)) {
      assertEquals(UNAUTHORIZED, client.closed());
    }
  }
}
