package dev.visavis.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.turn.TurnCredentials.IceServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialIssuerTest {
  private static final String USER = "8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01";

  private static TurnCredentials issue(String... urls) {
    Settings settings = Settings.urls(List.of(urls));
    return new CredentialIssuer(settings)
        .issue(
            USER,
            new TurnServers(settings).nearest(USER, Optional.empty(), server -> true),
            Instant.ofEpochSecond(1795383000));
  }

  private static String refusal(Settings settings) {
    String message =
        assertThrows(ConfigurationException.class, () -> new CredentialIssuer(settings))
            .getMessage();
    return Objects.requireNonNull(message);
  }

  /// The expected value is the output of `printf USERNAME
  /// openssl dgst -sha1 -hmac SECRET -binary
  /// base64`.
  @Test
  void theCredentialIsTheHmacOfTheUsername() {
    TurnCredentials issued = issue("turn:relay.example.org:3478");
    assertEquals("1795383300:" + USER, issued.username());
    assertEquals("8wURXacTZ49smrUHm0MLL/oXvI8=", issued.credential());
    assertEquals(300, issued.ttl());
  }

  @Test
  void iceServersContainTurnAndStunAtTheSameAddresses() {
    String[] urls = {
      "turn:relay.example.org:3478?transport=udp",
      "turn:relay.example.org:3478?transport=tcp",
      "turns:relay.example.org:5349?transport=tcp",
      "turn:[2001:db8::1]"
    };
    TurnCredentials issued = issue(urls);
    assertEquals(List.of(urls), issued.urls());
    assertEquals(
        List.of(
            new IceServer(List.of("stun:relay.example.org:3478", "stun:[2001:db8::1]"), null, null),
            new IceServer(List.of(urls), issued.username(), issued.credential())),
        issued.iceServers());
  }

  @Test
  void withTlsOnlyThereIsNoStunUrl() {
    assertEquals(1, issue("turns:relay.example.org:443?transport=tcp").iceServers().size());
  }

  @Test
  void withoutATurnServerThereIsNoCredential() {
    TurnCredentials issued =
        new CredentialIssuer(Settings.noServer()).issue(USER, List.of(), Instant.EPOCH);
    assertEquals(new TurnCredentials(List.of(), "", "", 300, List.of()), issued);
  }

  @Test
  void doesNotStartWithoutASecretOfItsOwn() {
    for (String secret : List.of("", "turnserver", "fifteen-letters")) {
      String refusal = refusal(Settings.secret(Optional.of(secret)));
      assertTrue(refusal.startsWith("VISAVIS_TURN_SECRET must be set"), refusal);
      assertFalse(refusal.contains("\n"));
      assertFalse(refusal.contains("turnserver") || refusal.contains("fifteen"), refusal);
      assertEquals(refusal, refusal(Settings.secret(Optional.empty())));
    }
  }

  @Test
  void doesNotStartWithAValueOutOfRange() {
    assertTrue(refusal(Settings.ttl(Duration.ZERO)).startsWith("VISAVIS_TURN_TTL"));
    assertTrue(refusal(Settings.ttl(Duration.ofDays(2))).startsWith("VISAVIS_TURN_TTL"));
  }
}
