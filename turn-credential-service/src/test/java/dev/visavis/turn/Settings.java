package dev.visavis.turn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator has set; all the rest is as it should be.
record Settings(
    Optional<String> secret,
    List<String> urls,
    Map<String, TurnConfig.NamedRelay> relays,
    Duration ttl,
    int perMinute)
    implements TurnConfig {
  static final String SECRET = "north-star-shared-secret";
  static final List<String> URLS = List.of("turn:relay.example.org:3478?transport=udp");
  static final Duration TTL = Duration.ofMinutes(5);

  record Named(List<String> urls, Optional<String> region, int weight) implements NamedRelay {}

  static Settings secret(Optional<String> secret) {
    return new Settings(secret, URLS, Map.of(), TTL, 120);
  }

  static Settings urls(List<String> urls) {
    return new Settings(Optional.of(SECRET), urls, Map.of(), TTL, 120);
  }

  static Settings relays(Map<String, TurnConfig.NamedRelay> relays) {
    return new Settings(Optional.of(SECRET), URLS, relays, TTL, 120);
  }

  static Settings ttl(Duration ttl) {
    return new Settings(Optional.of(SECRET), URLS, Map.of(), ttl, 120);
  }

  static Settings perMinute(int perMinute) {
    return new Settings(Optional.of(SECRET), URLS, Map.of(), TTL, perMinute);
  }
}
