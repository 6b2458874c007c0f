package dev.visavis.devstack.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The instances of one service, in turn. One that refuses the connection is passed over; one that
/// is not ready (it drains, or still starts) comes last.
final class UpstreamPool {
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
  Future<HttpClientRequest> request() {
    int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
    List<SocketAddress> inTurn =
        IntStream.range(0, addresses.size())
            .mapToObj(i -> addresses.get((first + i) % addresses.size()))
            .sorted((a, b) -> Boolean.compare(readiness.isReady(b), readiness.isReady(a)))
            .toList();
    return request(inTurn);
  }

  private Future<HttpClientRequest> request(List<SocketAddress> left) {
    SocketAddress address = left.getFirst();
    RequestOptions options = new RequestOptions().setHost(address.host()).setPort(address.port());
    Future<HttpClientRequest> connected = client.request(options);
    List<SocketAddress> others = left.subList(1, left.size());
    return others.isEmpty() ? connected : connected.recover(refused -> request(others));
  }
}
