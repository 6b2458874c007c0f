package dev.visavis.media.janus;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to reach one Janus.
///
/// @param url of its WebSocket API
/// @param apiSecret null: it asks for none
/// @param adminKey of the VideoRoom plugin; null: it asks for none
/// @param ping the time between two pings
/// @param silence how long it may leave everything unanswered before it counts as dead
/// @param requestTimeout how long one request may take
record JanusSettings(
    URI url,
    @Nullable String apiSecret,
    @Nullable String adminKey,
    Duration ping,
    Duration silence,
    Duration requestTimeout) {

  static JanusSettings of(URI url, @Nullable String apiSecret, @Nullable String adminKey) {
    return new JanusSettings(
        url,
        apiSecret,
        adminKey,
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5));
  }
}
