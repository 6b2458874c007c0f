package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Pings one socket and closes it when two pings in a row had no pong: a connection whose other end
/// vanished otherwise looks alive for many minutes. In between it requests acknowledgements of what
/// was written: at once, so that a socket that closes soon has little to return, and once in a
/// round trip, so that a burst costs one ping.
final class Heartbeat {
  private static final int MAX_UNANSWERED = 2;
  private static final long SOON = Long.MAX_VALUE;

  private final Vertx vertx;
  private final long intervalMs;
  private int unanswered;
  private long timer;

  /// The ping whose pong is waited for, [#SOON] before it is sent; 0: none.
  private long ackTimer;

  private @Nullable Socket socket;

  Heartbeat(Vertx vertx, Duration interval) {
    this.vertx = vertx;
    this.intervalMs = interval.toMillis();
  }

  /// Spreads the pings of sockets that were opened together.
  void start(Socket of) {
    socket = of;
    beatIn(ThreadLocalRandom.current().nextLong(intervalMs) + 1);
  }

  /// @param number of the ping
  void answered(long number) {
    unanswered = 0;
    if (socket != null) {
      socket.unackedMessages().pong(number);
      if (ackTimer > 0 && number >= ackTimer) {
        requestAck();
      }
    }
  }

  /// A message that needs an acknowledgement was written. The ping follows everything that is
  /// written in the same turn of the event loop.
  void requestAckSoon() {
    if (ackTimer == 0) {
      ackTimer = SOON;
      vertx.runOnContext(turn -> requestAck());
    }
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void requestAck() {
    Socket of = socket;
    ackTimer = of == null || of.isClosed() || of.unackedMessages().isEmpty() ? 0 : of.ping();
  }

  private void beatIn(long ms) {
    timer = vertx.setTimer(ms, fired -> beat());
  }

  private void beat() {
    if (socket == null || socket.isClosed()) {
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
