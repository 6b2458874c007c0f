package dev.visavis.gateway.sockets;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pings one socket and closes it when two pings in a row went unanswered: a connection whose other
/// end vanished without a word looks alive otherwise for many minutes.
final class Heartbeat {
  private static final int MAX_UNANSWERED = 2;

  private final Vertx vertx;
  private final Socket socket;
  private final long intervalMs;
  private int unanswered;
  private long timer;

  Heartbeat(Vertx vertx, Socket socket, Duration interval) {
    this.vertx = vertx;
    this.socket = socket;
    this.intervalMs = interval.toMillis();
  }

  /// Sockets that came together do not beat together.
  void start() {
    beatIn(ThreadLocalRandom.current().nextLong(intervalMs) + 1);
  }

  void answered() {
    unanswered = 0;
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void beatIn(long ms) {
    timer = vertx.setTimer(ms, fired -> beat());
  }

  private void beat() {
    if (socket.gone()) {
      return;
    }
    if (unanswered == MAX_UNANSWERED) {
      socket.close(CloseCode.SILENT);
      return;
    }
    unanswered++;
    socket.ping();
    beatIn(intervalMs);
  }
}
