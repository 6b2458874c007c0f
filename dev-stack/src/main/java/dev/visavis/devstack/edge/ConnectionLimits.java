package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many connections there are, of each address and in all, and how long one may go without the
/// head of a request. All of it is used by the server's event loop alone.
final class ConnectionLimits {
  private static final int MAX_CONNECTIONS = 10_000;

  private static final int IPV6_NETWORK_BYTES = 8;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final EdgePolicy policy;
  private final Map<HttpConnection, Open> open = new HashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();

  /// One connection.
  private static final class Open {
    final String address;
    long timer = NO_TIMER;
    boolean upgraded;

    Open(String address) {
      this.address = address;
    }
  }

  ConnectionLimits(Vertx vertx, EdgePolicy policy) {
    this.vertx = vertx;
    this.policy = policy;
  }

  /// Counts a connection until [#gone], or closes it.
  void opened(HttpConnection connection) {
    InetAddress remote = address(connection.remoteAddress());
    String address = remote == null ? "" : network(remote);
    boolean local = remote != null && remote.isLoopbackAddress();
    int limit = local ? policy.connectionsFromLoopback() : policy.connectionsPerAddress();
    if (open.size() >= MAX_CONNECTIONS || byAddress.getOrDefault(address, 0) >= limit) {
      connection.close();
      return;
    }
    byAddress.merge(address, 1, Integer::sum);
    open.put(connection, new Open(address));
    connection.closeHandler(closed -> gone(connection));
    await(connection, policy.times().firstHead());
  }

  void gone(HttpConnection connection) {
    Open was = open.remove(connection);
    if (was != null) {
      vertx.cancelTimer(was.timer);
      byAddress.computeIfPresent(was.address, (address, n) -> n > 1 ? n - 1 : null);
    }
  }

  /// A request's head has come.
  void busy(HttpConnection connection) {
    Open known = open.get(connection);
    if (known != null) {
      vertx.cancelTimer(known.timer);
    }
  }

  /// It is a socket now, which may be silent for as long as both ends like.
  void upgraded(HttpConnection connection) {
    Open known = open.get(connection);
    if (known != null) {
      known.upgraded = true;
      vertx.cancelTimer(known.timer);
    }
  }

  /// Its answer has gone.
  void idle(HttpConnection connection) {
    await(connection, policy.times().nextHead());
  }

  private void await(HttpConnection connection, long limitMs) {
    Open known = open.get(connection);
    if (known != null && !known.upgraded) {
      vertx.cancelTimer(known.timer);
      known.timer = vertx.setTimer(limitMs, timer -> connection.close());
    }
  }

  private static @Nullable InetAddress address(SocketAddress remote) {
    try {
      return InetAddress.getByName(remote.hostAddress());
    } catch (UnknownHostException e) {
      return null; // never of an address in figures
    }
  }

  /// One host has all of an IPv6 /64.
  static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int length = bytes.length > IPV6_NETWORK_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
    return HexFormat.of().formatHex(bytes, 0, length);
  }
}
