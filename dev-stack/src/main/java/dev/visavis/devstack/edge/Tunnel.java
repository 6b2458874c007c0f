package dev.visavis.devstack.edge;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Locale;

/// A WebSocket between a browser and a gateway. It forwards the bytes unread, including pings. It
/// reads each side only as fast as the other accepts bytes, so a slow reader fills the sender's
/// queue and meets the gateway's limit.
final class Tunnel {
  /// The time limit for forwarding the last bytes of one side to the other.
  private static final long LAST_WORDS_MS = 5_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final ConnectionLimits limits;
  private final Backlog backlog;

  Tunnel(Vertx vertx, HttpServerRequest request, ConnectionLimits limits, Backlog backlog) {
    this.vertx = vertx;
    this.request = request;
    this.limits = limits;
    this.backlog = backlog;
  }

  /// Whether the request is the handshake of RFC 6455, section 4.1.
  static boolean isAskedForBy(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request.version() == HttpVersion.HTTP_1_1
        && lists(request.headers(), HttpHeaders.UPGRADE, "websocket")
        && lists(request.headers(), HttpHeaders.CONNECTION, "upgrade");
  }

  private static boolean lists(MultiMap headers, CharSequence name, String token) {
    for (String values : headers.getAll(name)) {
      for (String value : values.split(",", -1)) {
        if (value.strip().toLowerCase(Locale.ROOT).equals(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Adds the upgrade headers to the gateway's request.
  static void ask(HttpClientRequest gateway) {
    gateway
        .putHeader(HttpHeaders.CONNECTION, "Upgrade")
        .putHeader(HttpHeaders.UPGRADE, "websocket");
  }

  /// Upgrades the browser's connection after the gateway has accepted.
  void open(HttpClientResponse accepted) {
    NetSocket gateway = accepted.netSocket();
    gateway.pause();
    limits.upgraded(request.connection());
    request.response().setStatusCode(101).headers().setAll(accepted.headers());
    request
        .toNetSocket()
        .onSuccess(browser -> join(browser, gateway, connectionOf(accepted)))
        .onFailure(
            gone -> {
              gateway.close();
              limits.gone(request.connection());
            });
  }

  private static ConnectionBase connectionOf(HttpClientResponse accepted) {
    return (ConnectionBase) accepted.request().connection();
  }

  /// Writes through the connection. For the socket of an upgraded client request, the future of
  /// [NetSocket#write] never completes, and the socket never reports a full queue (Vert.x 4.5,
  /// `Http1xClientConnection.writeBuffer`).
  private static Flow.Sink sink(ConnectionBase connection) {
    return bytes -> {
      PromiseInternal<Void> written = connection.getContext().promise();
      connection.writeToChannel(Unpooled.wrappedBuffer(bytes.getBytes()), written);
      return written.future();
    };
  }

  private void join(NetSocket browser, NetSocket gateway, ConnectionBase connection) {
    browser.closeHandler(
        closed -> {
          limits.gone(request.connection());
          gateway.close(); // after the last bytes of the browser
          vertx.setTimer(LAST_WORDS_MS, over -> connection.channel().close());
        });
    gateway.closeHandler(
        closed ->
            vertx.setTimer(LAST_WORDS_MS, over -> browser.close())); // unless it closes earlier
    Flow.start(browser, gateway, sink(connection), backlog);
    Flow.start(gateway, browser, browser::write, backlog);
  }
}
