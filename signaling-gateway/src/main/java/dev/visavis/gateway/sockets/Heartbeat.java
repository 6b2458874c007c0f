package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Pings one socket and closes it when two pings in a row had no pong. Otherwise a connection whose
/// other end has vanished looks alive for many minutes.
///
/// It also pings for acknowledgements of reliable messages: immediately, so that a socket that
/// closes has few messages to return, but only once in a round trip, so that a burst costs one
/// ping.
final class Heartbeat {
  private static final int MAX_UNANSWERED = 2;
  private static final long SOON = Long.MAX_VALUE;

  private final Vertx vertx;
  private final long intervalMs;
  private int unanswered;
  private long timer;

  /// The number of the ping that acknowledges messages; [#SOON] before it is sent, 0 if there is
  /// none.
  private long ackTimer;

  private @Nullable Socket socket;

  Heartbeat(Vertx vertx, Duration interval) {
    this.vertx = vertx;
    this.intervalMs = interval.toMillis();
  }

  /// Starts pinging after a random delay, so that sockets that opened together ping at different
  /// times.
  void start(Socket of) {
    socket = of;
    beatIn(ThreadLocalRandom.current().nextLong(intervalMs) + 1);
  }

  /// A pong has arrived.
  ///
  /// @param number the number of its ping
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
