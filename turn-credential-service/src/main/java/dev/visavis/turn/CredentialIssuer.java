package dev.visavis.turn;

import dev.visavis.turn.TurnCredentials.IceServer;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs credentials that a TURN server verifies on its own with the shared secret: coturn's
/// `use-auth-secret`, https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00.
@Startup
@ApplicationScoped
class CredentialIssuer {
  static final int MIN_SECRET_LENGTH = 16;

  private static final Duration MIN_TTL = Duration.ofSeconds(10);
  private static final Duration MAX_TTL = Duration.ofHours(24);

  /// TURN servers require SHA-1; as an HMAC it is not broken.
  private static final String ALGORITHM = "HmacSHA1";

  private final SecretKeySpec key;
  private final Duration ttl;

  CredentialIssuer(TurnConfig config) {
    key = keyOf(config);
    ttl = config.ttl();
    if (ttl.compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0) {
      throw new ConfigurationException("VISAVIS_TURN_TTL must be PT10S to PT24H, not " + ttl + ".");
    }
  }

  /// @param servers for the user, best first; if there are none, the response contains no
  ///     credential
  TurnCredentials issue(String userId, List<TurnServer> servers, Instant now) {
    if (servers.isEmpty()) {
      return new TurnCredentials(List.of(), "", "", ttl.toSeconds(), List.of());
    }
    String username = now.plus(ttl).getEpochSecond() + ":" + userId;
    String credential = Base64.getEncoder().encodeToString(hmac(username));
    List<String> turnUrls = servers.stream().flatMap(server -> server.turnUrls().stream()).toList();
    List<String> stunUrls = servers.stream().flatMap(TurnServer::stunUrls).distinct().toList();
    List<IceServer> iceServers = new ArrayList<>();
    if (!stunUrls.isEmpty()) {
      iceServers.add(new IceServer(stunUrls, null, null));
    }
    iceServers.add(new IceServer(turnUrls, username, credential));
    return new TurnCredentials(turnUrls, username, credential, ttl.toSeconds(), iceServers);
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec keyOf(TurnConfig config) {
    String secret = config.secret().orElse("");
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new ConfigurationException(
          "VISAVIS_TURN_SECRET must be set to at least "
              + MIN_SECRET_LENGTH
              + " characters, the same as static-auth-secret of the TURN server. There is no default.");
    }
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }
}
