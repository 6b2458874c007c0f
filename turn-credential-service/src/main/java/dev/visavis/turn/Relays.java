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

/// Which relays somebody is told of: two at most, so that one may be down, and those that are near
/// first. Among equals, weights decide; the same user gets the same ones for as long as they are
/// there, from every instance, with nothing to remember (weighted rendezvous hashing).
@Startup
@ApplicationScoped
class Relays {
  /// Browsers warn of more servers than a few, since each one costs every call a round trip.
  static final int MOST_URLS = 8;

  static final int MOST_TOLD = 2;
  static final int MOST_URLS_EACH = MOST_URLS / MOST_TOLD;

  private static final int MOST = 64;
  private static final int MOST_WEIGHT = 1_000;
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,32}");

  private final List<Relay> relays;

  Relays(TurnConfig config) {
    relays = config.relays().isEmpty() ? theOnly(config) : named(config);
  }

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /// @param region where the user is, as far as that is known
  /// @param isUp asked of the best relays first, until two are
  List<Relay> near(String userId, Optional<String> region, Predicate<Relay> isUp) {
    return relays.stream()
        .filter(relay -> relay.weight() > 0)
        .sorted(
            Comparator.comparing((Relay relay) -> !isNear(relay, region))
                .thenComparing(relay -> turn(relay, userId)))
        .filter(isUp)
        .limit(MOST_TOLD)
        .toList();
  }

  private static boolean isNear(Relay relay, Optional<String> region) {
    return region.isPresent() && relay.region().filter(region.get()::equalsIgnoreCase).isPresent();
  }

  /// An exponential time with the weight as its rate: whose is shortest comes first, which happens
  /// to each in proportion to its weight.
  private static double turn(Relay relay, String userId) {
    long bits = ByteBuffer.wrap(sha256(userId + " " + relay.name())).getLong() >>> 11;
    double even = (bits + 0.5) / (1L << 53);
    return -Math.log(even) / relay.weight();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Relay> theOnly(TurnConfig config) {
    if (config.urls().isEmpty()) {
      return List.of();
    }
    String key = "VISAVIS_TURN_URLS";
    List<String> urls = config.urls().get();
    mustHold(key, urls, MOST_URLS);
    return List.of(Relay.of("", Optional.empty(), 1, urls, key));
  }

  private static List<Relay> named(TurnConfig config) {
    if (config.relays().size() > MOST) {
      throw new ConfigurationException("There can be " + MOST + " relays at most.");
    }
    List<Relay> all =
        config.relays().entrySet().stream()
            .map(entry -> named(entry.getKey(), entry.getValue()))
            .toList();
    if (all.stream().allMatch(relay -> relay.weight() == 0)) {
      throw new ConfigurationException("One relay at least must have a weight above 0.");
    }
    return all;
  }

  private static Relay named(String name, TurnConfig.NamedRelay relay) {
    String key = "VISAVIS_TURN_RELAYS_" + name.toUpperCase(Locale.ROOT);
    mustHold(key + "_URLS", relay.urls(), MOST_URLS_EACH);
    if (relay.weight() < 0 || relay.weight() > MOST_WEIGHT) {
      throw new ConfigurationException(key + "_WEIGHT must be 0 to " + MOST_WEIGHT + ".");
    }
    relay
        .region()
        .filter(region -> !isRegion(region))
        .ifPresent(
            region -> {
              throw new ConfigurationException(
                  key + "_REGION must be 1 to 32 letters, digits or -, not " + region + ".");
            });
    return Relay.of(name, relay.region(), relay.weight(), relay.urls(), key + "_URLS");
  }

  private static void mustHold(String key, List<String> urls, int most) {
    if (urls.isEmpty() || urls.size() > most) {
      throw new ConfigurationException(key + " must hold 1 to " + most + " URLs.");
    }
  }
}
