package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Slow and idle connections are closed after a time limit.
class EdgeTimeoutTest extends EdgeFixture {
  private static final int DRIP_MS = 200;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  @Override
  EdgePolicy policy() {
    EdgePolicy usual = super.policy();
    return new EdgePolicy(usual.hosts(), 100, 100, new EdgePolicy.Times(5_000, 5_000, 1_000));
  }

  @Test
  void aSlowBodyIsRefused() throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertEquals(
          408,
          client
              .send(
                  "PUT /api/users/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123")
              .status());
      assertTrue(client.isClosedByEdge());
    }
  }

  /// A byte from time to time does not extend the time limit of the body.
  @Test
  void aBodyThatArrivesByteByByteIsRefused() throws IOException {
    long start = System.nanoTime();
    try (RawClient client = new RawClient(port)) {
      client.send("PUT /api/users/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n");
      while (!client.hasAnswer(DRIP_MS) && System.nanoTime() - start < LIMIT_NANOS) {
        client.send("x");
      }
      assertEquals(408, client.status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1\r\nHost: localhost\r\nX: "})
  void aHeadThatDoesNotEndIsRefused(String head) throws IOException {
    try (RawClient client = new RawClient(port)) {
      assertTrue(client.send(head).isClosedByEdge());
    }
  }

  @Test
  void anIdleConnectionIsClosedAndAnIdleSocketIsNot() throws IOException {
    try (RawClient socket = new RawClient(port).upgrade();
        RawClient idle = new RawClient(port)) {
      assertEquals(200, idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
      assertTrue(idle.isClosedByEdge());
      socket.frame(1, "hello".getBytes(StandardCharsets.US_ASCII));
      socket.read(2 + "g0 at localhost hello".length());
    }
  }
}
