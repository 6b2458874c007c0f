package dev.visavis.turn;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A TURN server with all its addresses.
///
/// @param weight its share of the users, relative to the other servers; 0 for none
record TurnServer(String name, Optional<String> region, int weight, List<String> turnUrls) {
  /// The URL syntax of RFC 7065, with the transports that browsers support.
  private static final Pattern TURN_URL =
      Pattern.compile(
          "(?<scheme>turns?):"
              + "(?<address>(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?)"
              + "(\\?transport=(?<transport>udp|tcp))?");

  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_PORT = 3478;
  private static final int DEFAULT_TLS_PORT = 5349;

  /// An address for a STUN request.
  record Address(String host, int port, Transport transport) {
    enum Transport {
      UDP,
      TCP,
      TLS
    }
  }

  /// @param key the configuration key of the URLs, for the error message
  static TurnServer of(
      String name, Optional<String> region, int weight, List<String> urls, String key) {
    for (String url : urls) {
      Matcher matcher = TURN_URL.matcher(url);
      if (!matcher.matches() || address(matcher).port() > MAX_PORT) {
        throw new ConfigurationException(
            key
                + " must be URLs such as turn:turn.example.org:3478?transport=udp,"
                + " separated by commas, not "
                + url);
      }
    }
    return new TurnServer(name, region, weight, List.copyOf(urls));
  }

  /// A TURN server answers STUN at the same address as plain TURN.
  Stream<String> stunUrls() {
    return turnUrls.stream()
        .map(TURN_URL::matcher)
        .filter(url -> url.matches() && url.group("scheme").equals("turn"))
        .map(url -> "stun:" + url.group("address"));
  }

  List<Address> addresses() {
    return turnUrls.stream()
        .map(TURN_URL::matcher)
        .filter(Matcher::matches)
        .map(TurnServer::address)
        .distinct()
        .toList();
  }

  private static Address address(Matcher url) {
    boolean tls = url.group("scheme").equals("turns");
    String port = url.group("port");
    String host = url.group("host").replaceAll("[\\[\\]]", "");
    Address.Transport transport;
    if (tls) {
      transport = Address.Transport.TLS;
    } else {
      boolean tcp = "tcp".equals(url.group("transport"));
      transport = tcp ? Address.Transport.TCP : Address.Transport.UDP;
    }
    int standard = tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    return new Address(host, port == null ? standard : Integer.parseInt(port), transport);
  }
}
