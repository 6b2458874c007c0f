package dev.visavis.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Configures the TURN servers. [CredentialIssuer], [TurnServers] and [CredentialRateLimiter]
/// validate it when the service starts.
@ConfigMapping(prefix = "visavis.turn")
interface TurnConfig {
  /// The secret shared with the TURN servers, at least 16 characters (VISAVIS_TURN_SECRET). There
  /// is no default outside development and tests. During a rotation this is the newest secret; only
  /// the TURN servers need the older ones.
  Optional<String> secret();

  /// The URLs of the TURN server (RFC 7065), separated by commas (VISAVIS_TURN_URLS); at most
  /// [TurnServers#MAX_URLS], best first. Ignored if `relays` names servers. Without either there is
  /// no TURN server, and the service issues no credentials.
  Optional<List<String>> urls();

  /// Several TURN servers by name, of letters and digits (VISAVIS_TURN_RELAYS_FRANKFURT_URLS).
  Map<String, NamedServer> relays();

  /// Whether to issue credentials only for TURN servers that answer a STUN request
  /// (VISAVIS_TURN_CHECK_RELAYS). Enable it only if this service can reach them at the addresses
  /// that browsers use.
  @WithDefault("false")
  boolean checkRelays();

  /// The time within which a credential opens an allocation (VISAVIS_TURN_TTL), 10 s to 24 h.
  @WithDefault("PT300S")
  Duration ttl();

  /// Requests a minute from all devices of one user (VISAVIS_TURN_PER_MINUTE), 1 to 6,000. Each
  /// device sends one request for each ring, each call and each network failure.
  @WithDefault("120")
  int perMinute();

  /// One of several TURN servers.
  interface NamedServer {
    /// Like `VISAVIS_TURN_URLS`; at most [TurnServers#MAX_URLS_PER_SERVER].
    List<String> urls();

    /// The region that it serves (VISAVIS_TURN_RELAYS_FRANKFURT_REGION): a word that the client or
    /// the edge sends.
    Optional<String> region();

    /// Its share of the users, relative to the other servers
    /// (VISAVIS_TURN_RELAYS_FRANKFURT_WEIGHT), 0 to 1,000. Use 0 before you remove it.
    @WithDefault("1")
    int weight();
  }
}
