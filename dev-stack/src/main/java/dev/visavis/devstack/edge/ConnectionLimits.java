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

/// Limits the number of connections, for each address and in all, and the time until a request's
/// head is complete. Used only on the server's event loop.
final class ConnectionLimits {
  private static final int MAX_CONNECTIONS = 10_000;

  private static final int IPV6_NETWORK_BYTES = 8;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final EdgePolicy policy;
  private final Map<HttpConnection, Open> open = new HashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();

  /// The state of one connection.
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

  /// Counts a connection until [#gone], or closes it if there are too many.
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

  /// The head of a request is complete.
  void busy(HttpConnection connection) {
    Open known = open.get(connection);
    if (known != null) {
      vertx.cancelTimer(known.timer);
    }
  }

  /// The connection is a WebSocket now, which may be idle without limit.
  void upgraded(HttpConnection connection) {
    Open known = open.get(connection);
    if (known != null) {
      known.upgraded = true;
      vertx.cancelTimer(known.timer);
    }
  }

  /// The response has been sent.
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
      return null; // an IP address literal never fails
    }
  }

  /// An IPv6 /64 counts as one host.
  static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int length = bytes.length > IPV6_NETWORK_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
    return HexFormat.of().formatHex(bytes, 0, length);
  }
}
