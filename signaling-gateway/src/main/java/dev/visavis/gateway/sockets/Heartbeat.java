package dev.visavis.gateway.sockets;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Pings one socket and closes it when two beats in a row went unanswered: a connection whose other
/// end vanished without a word looks alive otherwise for many minutes. Between the beats it asks
/// whether what was written has arrived.
final class Heartbeat {
  private static final int MAX_UNANSWERED = 2;

  /// What is written meanwhile shares one ping.
  private static final long CONFIRM_WITHIN_MS = 500;

  private final Vertx vertx;
  private final long intervalMs;
  private int unanswered;
  private long timer;
  private boolean confirming;
  private @Nullable Socket socket;

  Heartbeat(Vertx vertx, Duration interval) {
    this.vertx = vertx;
    this.intervalMs = interval.toMillis();
  }

  /// Sockets that came together do not beat together.
  void start(Socket of) {
    socket = of;
    beatIn(ThreadLocalRandom.current().nextLong(intervalMs) + 1);
  }

  /// @param number of the ping
  void answered(long number) {
    unanswered = 0;
    if (socket != null) {
      socket.unconfirmed().pong(number);
    }
  }

  /// Something was written of which it must be known soon whether it has arrived.
  void confirmSoon() {
    if (!confirming) {
      confirming = true;
      vertx.setTimer(CONFIRM_WITHIN_MS, fired -> confirm());
    }
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void confirm() {
    confirming = false;
    if (socket != null && !socket.gone() && !socket.unconfirmed().isEmpty()) {
      socket.ping();
    }
  }

  private void beatIn(long ms) {
    timer = vertx.setTimer(ms, fired -> beat());
  }

  private void beat() {
    if (socket == null || socket.gone()) {
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
