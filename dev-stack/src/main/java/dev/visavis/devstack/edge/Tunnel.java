package dev.visavis.devstack.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.util.Locale;

/// A socket between a browser and a gateway. Its bytes pass through unread, pings too, and each
/// side is read from only as fast as the other takes it: what one does not read waits with whoever
/// sent it, and it is the gateway's limit that it meets.
final class Tunnel {
  /// For the last words of one side to reach the other.
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

  /// Whether this is the handshake of RFC 6455, section 4.1.
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

  /// What the gateway is told beside the rest of the head.
  static void ask(HttpClientRequest gateway) {
    gateway
        .putHeader(HttpHeaders.CONNECTION, "Upgrade")
        .putHeader(HttpHeaders.UPGRADE, "websocket");
  }

  /// The gateway has changed protocols; now the browser does.
  void open(HttpClientResponse accepted) {
    NetSocket gateway = accepted.netSocket();
    gateway.pause();
    limits.upgraded(request.connection());
    request.response().setStatusCode(101).headers().setAll(accepted.headers());
    request
        .toNetSocket()
        .onSuccess(browser -> join(browser, gateway))
        .onFailure(
            gone -> {
              gateway.close();
              limits.gone(request.connection());
            });
  }

  private void join(NetSocket browser, NetSocket gateway) {
    browser.closeHandler(
        closed -> {
          limits.gone(request.connection());
          gateway.close(); // who is gone reads nothing more
        });
    gateway.closeHandler(
        closed -> vertx.setTimer(LAST_WORDS_MS, over -> browser.close())); // if not before
    Flow.start(browser, gateway, backlog);
    Flow.start(gateway, browser, backlog);
  }
}
