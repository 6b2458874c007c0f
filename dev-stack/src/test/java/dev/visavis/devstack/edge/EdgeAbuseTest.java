package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Malicious requests cost the edge little, get a response, and do not affect other clients.
class EdgeAbuseTest extends EdgeFixture {
  private static final int CONNECTIONS = 12;
  private static final int MIB = 1024 * 1024;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Override
  EdgePolicy policy() {
    EdgePolicy usual = super.policy();
    return new EdgePolicy(usual.hosts(), CONNECTIONS, CONNECTIONS, usual.times());
  }

  @Test
  void differentHostNamesShareConnections() throws IOException {
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < 300; i++) {
        assertEquals(200, statusOf(client, "h" + i + ".localhost"));
      }
    }
    assertTrue(connections.get() <= 4, connections + " connections to the services");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "a.localhost",
        "localhost.",
        "127.0.0.1:8080",
        "192.0.2.7",
        "[::1]:8080",
        "[2001:db8::1]",
        "calls.example.org",
        "Calls.Example.org:443"
      })
  void theEdgeAcceptsItsOwnNamesAndAddresses(String host) throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertEquals(200, statusOf(client, host));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example", "notlocalhost", "1.2.3.4.5"})
  void aRequestForAnUnknownHostIsMisdirected(String host) throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertEquals(421, statusOf(client, host));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        " ",
        "a b",
        "a/b",
        "user@localhost",
        "[::1",
        "localhost:port",
        "localhost:80:80",
        "localhost:123456",
        "localhost\r\nHost: localhost",
        "lo\u00e9",
        "x,y",
        "http://localhost"
      })
  void anInvalidHostIsRefused(String host) throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertEquals(400, statusOf(client, host));
    }
  }

  @Test
  void aRequestWithoutAHostIsAnswered() throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertEquals(400, client.send("GET / HTTP/1.1\r\n\r\n").status());
    }
    try (RawClient old = new RawClient(port)) {
      assertEquals(200, old.send("GET / HTTP/1.0\r\n\r\n").status());
    }
  }

  private static int statusOf(RawClient client, String host) throws IOException {
    String head =
        client.send("GET /.well-known/jwks.json HTTP/1.1\r\nHost: " + host + "\r\n\r\n").head();
    String length = head.replaceFirst("(?is).*content-length: *([0-9]+).*", "$1");
    client.read(Long.parseLong(length));
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  @Test
  void aSlowBrowserStopsTheGatewayFromSending() throws IOException {
    try (RawClient silent = new RawClient(port).upgrade()) {
      silent.frame(1, "flood".getBytes(StandardCharsets.US_ASCII));
      assertTrue(whereItStops(flooded::get) < FLOOD / 2, "the edge took " + flooded + " bytes");
      silent.read(FLOOD);
      assertEquals(FLOOD, flooded.get());
    }
  }

  @Test
  void aSlowGatewayStopsTheBrowserFromSending() throws IOException {
    AtomicLong sent = new AtomicLong();
    try (RawClient fast = new RawClient(port).upgrade()) {
      fast.frame(1, "stop".getBytes(StandardCharsets.US_ASCII));
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (sent.get() < FLOOD) {
                    fast.frame(2, new byte[FRAME]);
                    sent.addAndGet(FRAME);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertTrue(whereItStops(sent::get) < FLOOD / 2, "the edge took " + sent + " bytes");
      fast.close();
      sending.exceptionally(closed -> null).join();
    }
  }

  /// Sends far more in total than may wait in the edge at one time.
  @Test
  void aBrowserThatKeepsSendingIsAnsweredEveryTime() throws IOException {
    byte[] text = "x".repeat(8 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (RawClient busy = new RawClient(port).upgrade()) {
      for (int i = 0; i < 100; i++) {
        busy.frame(1, text);
        busy.read(4 + "g0 at localhost ".length() + text.length);
      }
    }
  }

  /// Measures while another client's socket stays in use, so that the wait does not block the edge.
  private long whereItStops(LongSupplier progress) throws IOException {
    long last = -1;
    int same = 0;
    try (RawClient other = new RawClient(port).upgrade()) {
      while (same < 200) {
        other.frame(1, "hello".getBytes(StandardCharsets.US_ASCII));
        other.read(2 + "g0 at localhost hello".length());
        same = progress.getAsLong() == last && last > 0 ? same + 1 : 0;
        last = progress.getAsLong();
      }
    }
    return last;
  }

  @Test
  void aPictureThatIsTooLargeIsRefused() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(put("/api/users/me/avatar", "Content-Length: " + 9 * MIB));
      assertEquals(413, client.send(new byte[9 * MIB]).status());
    }
    try (RawClient client = new RawClient(port)) {
      client.send(put("/api/users/me/avatar", "Content-Length: " + 5 * MIB));
      assertEquals(200, client.send(new byte[5 * MIB]).status());
    }
  }

  @Test
  void aBodyOfUnknownLengthIsLimitedToo() throws IOException {
    byte[] chunk = new byte[MIB];
    try (RawClient client = new RawClient(port)) {
      client.send(put("/api/users/me", "Transfer-Encoding: chunked"));
      for (int i = 0; i < 3; i++) {
        client.send("100000\r\n").send(chunk).send("\r\n");
      }
      assertEquals(413, client.send("0\r\n\r\n").status());
    }
  }

  @Test
  void aResponseBeforeTheEndOfTheBodyIsForwarded() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(put("/api/users/early", "Content-Length: " + MIB));
      assertEquals(401, client.send(new byte[MIB / 2]).status());
    }
  }

  private static String put(String path, String header) {
    return "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
  }

  @Test
  void connectionsOfOneAddressAreLimited() throws IOException {
    List<RawClient> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS / 2; i++) {
        open.add(new RawClient(port).upgrade());
      }
      for (int i = open.size(); i < CONNECTIONS; i++) {
        RawClient client = new RawClient(port);
        open.add(client);
        assertEquals(200, statusOf(client, "localhost"));
      }
      try (RawClient over = new RawClient(port)) {
        assertTrue(over.isClosedByEdge());
      }
      open.removeFirst().close();
      await(this::isLetIn);
    } finally {
      for (RawClient client : open) {
        client.close();
      }
    }
  }

  private boolean isLetIn() {
    try (RawClient client = new RawClient(port)) {
      return client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status() == 200;
    } catch (IOException e) {
      return false; // reset at once
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "the condition did not become true");
      Thread.onSpinWait();
    }
  }

  @Test
  void aRequestWithoutUpgradeReachesTheGateway() throws Exception {
    HttpResponse<String> answer = get("/signaling");
    assertEquals("localhost:" + port, header(answer, "seen-host"));
    assertEquals(426, answer.statusCode());
    assertEquals("websocket", header(answer, "Upgrade"));
  }

  @Test
  void aRequestWritesAtMostOneLineToTheLog() throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    List<String> odd =
        List.of(
            "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/docs/ui/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
            "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "PUT /api/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
            "GET /api/users HTTP/1.1\r\nHost: localhost\r\nAccept: \u0001\r\n\r\n",
            "nonsense\r\n\r\n");
    try {
      for (String request : odd) {
        try (RawClient client = new RawClient(port)) {
          assertTrue(client.send(request).status() >= 200, request);
        }
      }
      try (RawClient client = new RawClient(port)) {
        client.send(put("/api/users", "Transfer-Encoding: chunked") + "no length\r\n");
        assertTrue(client.isClosedByEdge());
      }
    } finally {
      System.setErr(before);
    }
    assertTrue(log.toString(StandardCharsets.UTF_8).lines().count() <= odd.size(), log::toString);
  }
}
