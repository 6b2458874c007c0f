package dev.visavis.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the operator sets; [CredentialIssuer], [TurnServers] and [CredentialRateLimiter] check it
/// when the service starts.
@ConfigMapping(prefix = "visavis.turn")
interface TurnConfig {
  /// The secret that the relays share with this service, at least 16 characters
  /// (VISAVIS_TURN_SECRET). There is no default outside development and tests. While it is being
  /// rotated this is the newest one; the older ones are for the relays alone.
  Optional<String> secret();

  /// The relay, as RFC 7065 has it, separated by commas (VISAVIS_TURN_URLS); at most
  /// [TurnServers#MAX_URLS], best first. Where relays have names, this does not count; with neither
  /// there is no relay, and nobody gets credentials.
  Optional<List<String>> urls();

  /// Several relays by their names, letters and digits (VISAVIS_TURN_RELAYS_FRANKFURT_URLS).
  Map<String, NamedServer> relays();

  /// Whether a relay has to answer a STUN request before credentials for it are handed out
  /// (VISAVIS_TURN_CHECK_RELAYS). Only where this service can reach the relays at the addresses
  /// that browsers use.
  @WithDefault("false")
  boolean checkRelays();

  /// For how long a credential opens an allocation (VISAVIS_TURN_TTL), 10 s to 24 h.
  @WithDefault("PT300S")
  Duration ttl();

  /// How often one user may ask within a minute, from all devices (VISAVIS_TURN_PER_MINUTE), 1 to
  /// 6,000: each device asks once for each ring, for each call and for each break of its network.
  @WithDefault("120")
  int perMinute();

  /// One of several relays.
  interface NamedServer {
    /// As `VISAVIS_TURN_URLS`, at most [TurnServers#MAX_URLS_PER_SERVER].
    List<String> urls();

    /// Whom it is near (VISAVIS_TURN_RELAYS_FRANKFURT_REGION): a word that clients name, or the
    /// edge for them.
    Optional<String> region();

    /// Its share of the users, next to the others' (VISAVIS_TURN_RELAYS_FRANKFURT_WEIGHT), 0 to
    /// 1,000; 0 while it is about to be taken away.
    @WithDefault("1")
    int weight();
  }
}
