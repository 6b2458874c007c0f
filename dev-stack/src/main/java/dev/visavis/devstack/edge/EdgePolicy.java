package dev.visavis.devstack.edge;

import java.util.Map;

/// The operator's limits, and the accepted host names.
///
/// @param connectionsPerAddress concurrent connections; an IPv6 /64 counts as one address
/// @param connectionsFromLoopback the same for this machine, where load tests and proxies run
/// @param times the time limits for a client
public record EdgePolicy(
    KnownHosts hosts, int connectionsPerAddress, int connectionsFromLoopback, Times times) {
  private static final String PER_ADDRESS = "VISAVIS_EDGE_CONNECTIONS_PER_ADDRESS";
  private static final String FROM_LOOPBACK = "VISAVIS_EDGE_CONNECTIONS_FROM_LOOPBACK";

  public static EdgePolicy of(Map<String, String> environment) {
    return new EdgePolicy(
        KnownHosts.of(
            environment.getOrDefault("VISAVIS_EDGE_HOSTS", ""),
            environment.getOrDefault("VISAVIS_ALLOWED_ORIGINS", "")),
        number(environment, PER_ADDRESS, 1_024),
        number(environment, FROM_LOOPBACK, 4_096),
        Times.USUAL);
  }

  /// Time limits for a client, in milliseconds.
  ///
  /// @param firstHead from the connection to the end of its first request's head
  /// @param nextHead from a response to the end of the next request's head
  /// @param body for the body of a request, in addition to the time for its size
  public record Times(long firstHead, long nextHead, long body) {
    static final Times USUAL = new Times(15_000, 60_000, 20_000);

    private static final long BYTES_PER_SECOND = 64 * 1024;

    /// @param size of the body, in bytes
    long forBody(long size) {
      return body + size * 1_000 / BYTES_PER_SECOND;
    }
  }

  /// Also accepts requests for the host `name`.
  EdgePolicy withHost(String name) {
    return new EdgePolicy(hosts.and(name), connectionsPerAddress, connectionsFromLoopback, times);
  }

  private static int number(Map<String, String> environment, String name, int fallback) {
    String value = environment.get(name);
    if (value == null) {
      return fallback;
    }
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(name + ": expected a whole number from 1, not " + value);
    }
    return Integer.parseInt(value);
  }
}
