package dev.visavis.devstack.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The instances of one service, used in turn. An instance that refuses the connection is skipped;
/// one that is not ready (it drains or is still starting) is tried last.
///
/// Connections go to the address of an instance, not to the host name of the request. The HTTP
/// client pools connections by host and port, so host names chosen by browsers would each open
/// their own.
final class UpstreamPool {
  /// The time limit for a connection attempt.
  private static final long CONNECT_TIMEOUT_MS = 5_000;

  private final HttpClient client;
  private final List<SocketAddress> addresses;
  private final Readiness readiness;
  private final AtomicInteger turn = new AtomicInteger();

  UpstreamPool(HttpClient client, List<SocketAddress> addresses, Readiness readiness) {
    this.client = client;
    this.addresses = addresses;
    this.readiness = readiness;
  }

  /// Starts a request to the next instance that accepts the connection; ready instances come first.
  ///
  /// @param uri path and query
  Future<HttpClientRequest> request(HttpMethod method, String uri) {
    int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
    List<SocketAddress> inTurn =
        IntStream.range(0, addresses.size())
            .mapToObj(i -> addresses.get((first + i) % addresses.size()))
            .sorted((a, b) -> Boolean.compare(readiness.isReady(b), readiness.isReady(a)))
            .toList();
    return request(inTurn, method, uri);
  }

  private Future<HttpClientRequest> request(
      List<SocketAddress> left, HttpMethod method, String uri) {
    SocketAddress address = left.getFirst();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(address.host())
            .setPort(address.port())
            .setURI(uri)
            .setConnectTimeout(CONNECT_TIMEOUT_MS);
    Future<HttpClientRequest> connected = client.request(options);
    List<SocketAddress> others = left.subList(1, left.size());
    return others.isEmpty()
        ? connected
        : connected.recover(refused -> request(others, method, uri));
  }
}
