package dev.visavis.gateway.sockets;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The limit on one user's sockets: 8 in these tests, 5 of them without `register`.
@QuarkusTest
class SocketQuotaTest extends GatewayTest {
  private static final int MAX_SOCKETS = 8;
  private static final int MAX_UNREGISTERED = 5;

  private final Person alice = Person.named("Alice");
  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(Client::close);
  }

  @Test
  void tooManyUnregisteredSocketsAreRefusedUntilOneCloses() {
    for (int i = 0; i < MAX_UNREGISTERED; i++) {
      clients.add(Client.of(alice));
    }
    assertEquals(429, refusal());
    try (Client bob = Client.of(Person.named("Bob"))) {
      assertTrue(bob.isOpen());
    }
    clients.removeFirst().close();
    await().atMost(Duration.ofSeconds(20)).until(this::isAdmitted);
  }

  @Test
  void tooManySocketsOfOneUserAreRefused() {
    for (int i = 0; i < MAX_SOCKETS; i++) {
      clients.add(Client.registered(alice, "device-" + i));
    }
    assertEquals(429, refusal());
  }

  private int refusal() {
    CompletionException refused =
        assertThrows(CompletionException.class, () -> clients.add(Client.of(alice)));
    return assertInstanceOf(WebSocketHandshakeException.class, refused.getCause())
        .getResponse()
        .statusCode();
  }

  private boolean isAdmitted() {
    try {
      clients.add(Client.of(alice));
      return true;
    } catch (CompletionException refused) {
      return false;
    }
  }
}
