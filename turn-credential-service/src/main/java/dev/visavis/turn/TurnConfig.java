package dev.visavis.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the operator sets; [CredentialIssuer] checks it when the service starts.
@ConfigMapping(prefix = "visavis.turn")
interface TurnConfig {
  /// The secret that the relays share with this service, at least 16 characters
  /// (VISAVIS_TURN_SECRET). There is no default outside development and tests. While it is being
  /// rotated this is the newest one; the older ones are for the relays alone.
  Optional<String> secret();

  /// The relays, as RFC 7065 has them, separated by commas (VISAVIS_TURN_URLS); at most
  /// [CredentialIssuer#MAX_URLS], best first.
  @WithDefault("turn:localhost:3478?transport=udp,turn:localhost:3478?transport=tcp")
  List<String> urls();

  /// For how long a credential opens an allocation (VISAVIS_TURN_TTL), 10 s to 24 h.
  @WithDefault("PT300S")
  Duration ttl();
}
