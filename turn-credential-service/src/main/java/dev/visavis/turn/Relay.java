package dev.visavis.turn;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A relay, under all the addresses that it has.
///
/// @param weight its share of the users, next to the others'; 0: nobody is sent there
record Relay(String name, Optional<String> region, int weight, List<String> turnUrls) {
  /// RFC 7065, with a transport that browsers know.
  private static final Pattern TURN_URL =
      Pattern.compile(
          "(?<scheme>turns?):(?<address>(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?)"
              + "(\\?transport=(udp|tcp))?");

  /// @param key where the URLs were set, for the one who has to mend them
  static Relay of(String name, Optional<String> region, int weight, List<String> urls, String key) {
    for (String url : urls) {
      if (!TURN_URL.matcher(url).matches()) {
        throw new ConfigurationException(
            key
                + " must hold URLs such as turn:relay.example.org:3478?transport=udp,"
                + " separated by commas, not "
                + url);
      }
    }
    return new Relay(name, region, weight, List.copyOf(urls));
  }

  /// A relay answers STUN at the address where it answers plain TURN.
  Stream<String> stunUrls() {
    return turnUrls.stream()
        .map(TURN_URL::matcher)
        .filter(url -> url.matches() && url.group("scheme").equals("turn"))
        .map(url -> "stun:" + url.group("address"));
  }
}
