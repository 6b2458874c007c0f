package dev.visavis.turn;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Chooses the TURN servers for a user: two at most, so that one may be down, and those of the
/// user's region first. Among equals the weights decide. The same user gets the same servers while
/// they are running, from every instance and without stored state (weighted rendezvous hashing).
@Startup
@ApplicationScoped
class TurnServers {
  /// Browsers warn about more than a few servers, because each costs every call a round trip.
  static final int MAX_URLS = 8;

  static final int SERVERS_PER_CLIENT = 2;
  static final int MAX_URLS_PER_SERVER = MAX_URLS / SERVERS_PER_CLIENT;

  private static final int MAX_SERVERS = 64;
  private static final int MAX_WEIGHT = 1_000;
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,32}");

  private final List<TurnServer> servers;

  TurnServers(TurnConfig config) {
    servers = config.relays().isEmpty() ? unnamed(config) : named(config);
  }

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /// @param region of the user, if known
  /// @param isUp called for the best servers first, until two are running
  List<TurnServer> nearest(String userId, Optional<String> region, Predicate<TurnServer> isUp) {
    return servers.stream()
        .filter(server -> server.weight() > 0)
        .sorted(
            Comparator.comparing((TurnServer server) -> !isNear(server, region))
                .thenComparing(server -> rank(server, userId)))
        .filter(isUp)
        .limit(SERVERS_PER_CLIENT)
        .toList();
  }

  private static boolean isNear(TurnServer server, Optional<String> region) {
    return region.isPresent() && server.region().filter(region.get()::equalsIgnoreCase).isPresent();
  }

  /// An exponentially distributed rank with the weight as its rate. The smallest rank wins, so each
  /// server is first in proportion to its weight.
  private static double rank(TurnServer server, String userId) {
    long bits = ByteBuffer.wrap(sha256(userId + " " + server.name())).getLong() >>> 11;
    double even = (bits + 0.5) / (1L << 53);
    return -Math.log(even) / server.weight();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<TurnServer> unnamed(TurnConfig config) {
    if (config.urls().isEmpty()) {
      return List.of();
    }
    String key = "VISAVIS_TURN_URLS";
    List<String> urls = config.urls().get();
    requireUrls(key, urls, MAX_URLS);
    return List.of(TurnServer.of("", Optional.empty(), 1, urls, key));
  }

  private static List<TurnServer> named(TurnConfig config) {
    if (config.relays().size() > MAX_SERVERS) {
      throw new ConfigurationException(
          "At most " + MAX_SERVERS + " TURN servers can be configured.");
    }
    List<TurnServer> all =
        config.relays().entrySet().stream()
            .map(entry -> named(entry.getKey(), entry.getValue()))
            .toList();
    if (all.stream().allMatch(server -> server.weight() == 0)) {
      throw new ConfigurationException("At least one TURN server must have a weight above 0.");
    }
    return all;
  }

  private static TurnServer named(String name, TurnConfig.NamedServer server) {
    String key = "VISAVIS_TURN_RELAYS_" + name.toUpperCase(Locale.ROOT);
    requireUrls(key + "_URLS", server.urls(), MAX_URLS_PER_SERVER);
    if (server.weight() < 0 || server.weight() > MAX_WEIGHT) {
      throw new ConfigurationException(key + "_WEIGHT must be 0 to " + MAX_WEIGHT + ".");
    }
    server
        .region()
        .filter(region -> !isRegion(region))
        .ifPresent(
            region -> {
              throw new ConfigurationException(
                  key + "_REGION must be 1 to 32 letters, digits or -, not " + region + ".");
            });
    return TurnServer.of(name, server.region(), server.weight(), server.urls(), key + "_URLS");
  }

  private static void requireUrls(String key, List<String> urls, int most) {
    if (urls.isEmpty() || urls.size() > most) {
      throw new ConfigurationException(key + " must be 1 to " + most + " URLs.");
    }
  }
}
