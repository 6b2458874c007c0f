package dev.visavis.gateway.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.Reconnect;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/// Runs in its own gateway, because a drained gateway accepts no sockets any more.
@QuarkusTest
@TestProfile(GracefulShutdownTest.OwnGateway.class)
class GracefulShutdownTest extends GatewayTest {
  public static final class OwnGateway implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "visavis.gateway.drain-over", "500ms", "visavis.gateway.drain-deadline", "1500ms");
    }
  }

  @Inject GracefulShutdown drain;
  @Inject @Readiness GatewayReadiness readiness;

  @Test
  void socketsAreAskedToReconnectAndClosedByTheDeadline() {
    Person alice = Person.named("Alice");
    try (Client polite = Client.registered(alice, "phone");
        Client stubborn = Client.registered(alice, "tablet")) {
      assertEquals("UP", readiness.call().getStatus().name());
      CompletableFuture<Void> drained = CompletableFuture.runAsync(drain::drain);
      Reconnect reconnect = polite.next(BodyCase.RECONNECT).getReconnect();
      assertTrue(reconnect.getAfterMs() >= 0);
      assertFalse(reconnect.getReason().isEmpty());
      stubborn.next(BodyCase.RECONNECT);
      polite.close();
      assertEquals(4010, stubborn.closed().code());
      drained.join();
    }
    services.device(e -> e.hasOffline() && e.getDevice().getUserId().equals(alice.id()));
    assertEquals("DOWN", readiness.call().getStatus().name());
    var failure = assertThrows(CompletionException.class, () -> Client.of(alice));
    var refusal = assertInstanceOf(WebSocketHandshakeException.class, failure.getCause());
    assertEquals(503, refusal.getResponse().statusCode());
  }
}
