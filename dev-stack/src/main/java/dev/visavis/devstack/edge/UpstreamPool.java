package dev.visavis.devstack.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The instances of one service, in turn. One that refuses the connection is passed over; one that
/// is not ready (it drains, or still starts) comes last.
final class UpstreamPool {
  private static final int DEFAULT_PORT = 80;

  private final HttpClient client;
  private final List<SocketAddress> addresses;
  private final Readiness readiness;
  private final AtomicInteger turn = new AtomicInteger();

  UpstreamPool(HttpClient client, List<SocketAddress> addresses, Readiness readiness) {
    this.client = client;
    this.addresses = addresses;
    this.readiness = readiness;
  }

  /// A request to the next instance that takes the connection; ready ones come first.
  ///
  /// @param authority the host that the browser asked for, which the instance is told: the gateway
  ///     compares it with `Origin`
  Future<HttpClientRequest> request(@Nullable HostAndPort authority) {
    int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
    List<SocketAddress> inTurn =
        IntStream.range(0, addresses.size())
            .mapToObj(i -> addresses.get((first + i) % addresses.size()))
            .sorted((a, b) -> Boolean.compare(readiness.isReady(b), readiness.isReady(a)))
            .toList();
    return request(inTurn, authority);
  }

  private Future<HttpClientRequest> request(
      List<SocketAddress> left, @Nullable HostAndPort authority) {
    SocketAddress address = left.getFirst();
    RequestOptions options = new RequestOptions().setServer(address);
    if (authority == null) {
      options.setHost(address.host()).setPort(address.port());
    } else {
      int port = authority.port() > 0 ? authority.port() : DEFAULT_PORT;
      options.setHost(authority.host()).setPort(port);
    }
    Future<HttpClientRequest> connected = client.request(options);
    List<SocketAddress> others = left.subList(1, left.size());
    return others.isEmpty() ? connected : connected.recover(refused -> request(others, authority));
  }
}
