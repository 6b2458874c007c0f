package dev.visavis.devstack.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Checks every second which instances are ready.
final class Readiness {
  private static final long INTERVAL_MS = 1_000;
  private static final long TIMEOUT_MS = 900;

  private final HttpClient client;
  private final Set<SocketAddress> notReady = ConcurrentHashMap.newKeySet();

  Readiness(HttpClient client) {
    this.client = client;
  }

  /// An unknown state counts as ready; the connection attempt decides then.
  boolean isReady(SocketAddress address) {
    return !notReady.contains(address);
  }

  /// @param management the management address of each instance
  void watch(Vertx vertx, Map<SocketAddress, SocketAddress> management) {
    vertx.setPeriodic(0, INTERVAL_MS, timer -> management.forEach(this::ask));
  }

  private void ask(SocketAddress address, SocketAddress management) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(management.host())
            .setPort(management.port())
            .setURI("/q/health/ready")
            .setTimeout(TIMEOUT_MS);
    client
        .request(options)
        .compose(request -> request.send().compose(r -> r.end().map(read -> r.statusCode())))
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result() == 200) {
                notReady.remove(address);
              } else {
                notReady.add(address);
              }
            });
  }
}
