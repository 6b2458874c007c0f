package dev.visavis.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.systemtests.support.EdgeCheck;
import dev.visavis.systemtests.support.Http1;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks from outside, through the edge. Calls still work afterwards, and the edge has not been
/// restarted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class EdgeAttackTest {
  /// A ping with 120 bytes of payload, masked with zeros.
  private static final byte[] PING = new byte[6 + 120];

  static {
    PING[0] = (byte) 0x89;
    PING[1] = (byte) (0x80 | 120);
  }

  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final EdgeCheck check = new EdgeCheck(stack, alice, bob);

  @AfterEach
  void callsStillWork() {
    check.callsStillWork();
  }

  @Test
  void requestsForThousandsOfHostsDoNotHarmTheEdge() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      String host = i % 2 == 0 ? "h" + i + ".localhost" : "h" + i + ".example";
      assertEquals(i % 2 == 0 ? 200 : 421, status("/.well-known/jwks.json", host));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":80", "a b", "localhost:80:80", "[::1"})
  void anInvalidHostGets400(String host) throws IOException {
    assertEquals(400, status("/.well-known/jwks.json", host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/calls/../../q/metrics",
        "/api/calls/%2e%2E/%2e%2e/q/metrics",
        "/api/presence/%252e%252e/%252e%252e/q/metrics",
        "/api/turn/..;/..;/q/metrics",
        "/api/auth/..%5c..%5cq/metrics",
        "/.well-known/jwks.json/../../q/metrics",
        "/signaling/../q/metrics"
      })
  void noPathLeadsToTheMetrics(String path) throws IOException {
    assertEquals(400, status(path, "localhost"));
    assertEquals(404, status("/q/metrics", "localhost"));
  }

  @Test
  void socketsThatPingAndNeverReadDoNotHarmOthers() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Socket socket = Http1.open(stack);
        silent.add(socket);
        Http1.upgrade(socket, alice);
        ping(socket);
      }
      callsStillWork();
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/users/me",
        "/api/calls/history",
        "/api/presence?userIds=8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01",
        "/api/turn/credentials",
        "/api/webhooks"
      })
  void aTokenWithANumericKeyIdIsInvalid(String path) throws IOException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String head = base64.encodeToString("{\"alg\":\"RS256\",\"kid\":7}".getBytes(UTF_8));
    String rest = alice.token().substring(alice.token().indexOf('.'));
    try (Socket socket = Http1.open(stack)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ";
      assertEquals(401, Http1.ask(socket, request + head + rest + "\r\n\r\n"));
    }
  }

  @Test
  void aPictureOf9MiBIsRefusedUnread() throws IOException {
    try (Socket socket = Http1.open(stack)) {
      String request =
          "PUT /api/users/me/avatar HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
              + "Content-Length: 9437184\r\nAuthorization: Bearer ";
      assertEquals(413, Http1.ask(socket, request + alice.token() + "\r\n\r\n"));
    }
  }

  /// Sends up to 8 MiB of pings, until the gateway stops reading or closes the socket.
  private static void ping(Socket socket) {
    byte[] pings = new byte[1_000 * PING.length];
    for (int i = 0; i < pings.length; i++) {
      pings[i] = PING[i % PING.length];
    }
    Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < 66 && !socket.isClosed(); i++) {
                write(socket, pings);
              }
            });
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      closed(socket); // the gateway has closed it for abuse, or the test has ended
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int status(String path, String host) throws IOException {
    try (Socket socket = Http1.open(stack)) {
      return Http1.ask(socket, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
  }
}
