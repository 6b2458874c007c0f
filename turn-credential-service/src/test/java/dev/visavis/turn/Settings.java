package dev.visavis.turn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration of a test; all other values are valid.
record Settings(
    Optional<String> secret,
    Optional<List<String>> urls,
    Map<String, TurnConfig.NamedServer> relays,
    boolean checkRelays,
    Duration ttl,
    int perMinute)
    implements TurnConfig {
  static final String SECRET = "north-star-shared-secret";
  static final List<String> URLS = List.of("turn:relay.example.org:3478?transport=udp");
  static final Duration TTL = Duration.ofMinutes(5);

  record Named(List<String> urls, Optional<String> region, int weight) implements NamedServer {}

  static Settings secret(Optional<String> secret) {
    return new Settings(secret, Optional.of(URLS), Map.of(), false, TTL, 120);
  }

  static Settings urls(List<String> urls) {
    return new Settings(Optional.of(SECRET), Optional.of(urls), Map.of(), false, TTL, 120);
  }

  static Settings servers(Map<String, TurnConfig.NamedServer> relays) {
    return new Settings(Optional.of(SECRET), Optional.of(URLS), relays, false, TTL, 120);
  }

  static Settings ttl(Duration ttl) {
    return new Settings(Optional.of(SECRET), Optional.of(URLS), Map.of(), false, ttl, 120);
  }

  static Settings perMinute(int perMinute) {
    return new Settings(Optional.of(SECRET), Optional.of(URLS), Map.of(), false, TTL, perMinute);
  }

  static Settings noServer() {
    return new Settings(Optional.of(SECRET), Optional.empty(), Map.of(), false, TTL, 120);
  }

  static Settings checked() {
    return new Settings(Optional.of(SECRET), Optional.of(URLS), Map.of(), true, TTL, 120);
  }
}
