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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs credentials that a relay can check by itself, with nothing shared but the secret: coturn's
/// `use-auth-secret`, https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00.
@Startup
@ApplicationScoped
class CredentialIssuer {
  /// Browsers warn of more than four servers, since each one costs every call a round trip.
  static final int MAX_URLS = 8;

  static final int MIN_SECRET_LENGTH = 16;

  private static final Duration MIN_TTL = Duration.ofSeconds(10);
  private static final Duration MAX_TTL = Duration.ofHours(24);

  /// SHA-1 is what the relays speak; as an HMAC it is not broken.
  private static final String ALGORITHM = "HmacSHA1";

  /// RFC 7065, with a transport that browsers know.
  private static final Pattern TURN_URL =
      Pattern.compile(
          "(?<scheme>turns?):(?<address>(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?)"
              + "(\\?transport=(udp|tcp))?");

  private final SecretKeySpec key;
  private final List<String> turnUrls;
  private final List<String> stunUrls;
  private final Duration ttl;

  CredentialIssuer(TurnConfig config) {
    key = keyOf(config);
    turnUrls = List.copyOf(config.urls());
    stunUrls = turnUrls.stream().flatMap(CredentialIssuer::stunOf).distinct().toList();
    ttl = config.ttl();
    if (turnUrls.isEmpty() || turnUrls.size() > MAX_URLS) {
      throw new ConfigurationException("VISAVIS_TURN_URLS must hold 1 to " + MAX_URLS + " URLs.");
    }
    if (ttl.compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0) {
      throw new ConfigurationException("VISAVIS_TURN_TTL must be PT10S to PT24H, not " + ttl + ".");
    }
  }

  TurnCredentials issue(String userId, Instant now) {
    String username = now.plus(ttl).getEpochSecond() + ":" + userId;
    String credential = Base64.getEncoder().encodeToString(hmac(username));
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
              + " characters, the same as the relay's static-auth-secret; there is no default.");
    }
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /// A relay answers STUN at the address where it answers plain TURN.
  private static Stream<String> stunOf(String turnUrl) {
    Matcher url = TURN_URL.matcher(turnUrl);
    if (!url.matches()) {
      throw new ConfigurationException(
          "VISAVIS_TURN_URLS must hold URLs such as turn:relay.example.org:3478?transport=udp,"
              + " separated by commas, not "
              + turnUrl);
    }
    return url.group("scheme").equals("turn")
        ? Stream.of("stun:" + url.group("address"))
        : Stream.empty();
  }
}
