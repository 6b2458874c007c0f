package dev.visavis.gateway.sockets;

import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.v1.SignalingMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Writes to one socket, in the form that was agreed at the upgrade, and knows how much of it the
/// reader has not taken yet.
final class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final WebSocketConnection connection;
  private final boolean binary;
  private final int mostBytes;
  private final AtomicInteger waitingBytes = new AtomicInteger();

  Outbox(WebSocketConnection connection, boolean binary, int mostBytes) {
    this.connection = connection;
    this.binary = binary;
    this.mostBytes = mostBytes;
  }

  boolean binary() {
    return binary;
  }

  /// Whether the message found room; if not, it was not written and the reader is too slow.
  boolean write(SignalingMessage message) {
    if (binary) {
      byte[] bytes = message.toByteArray();
      return write(bytes.length, connection.sendBinary(Buffer.buffer(bytes)));
    }
    String text = JsonCodec.encode(message);
    // One byte a character: close enough for a bound, without encoding twice.
    return write(text.length(), connection.sendText(text));
  }

  /// @param number comes back in the pong
  void ping(long number) {
    connection
        .sendPing(Buffer.buffer(Long.BYTES).appendLong(number))
        .subscribe()
        .with(sent -> {}, failure -> LOG.debugf("no ping sent: %s", failure.getMessage()));
  }

  void close(CloseCode code) {
    if (connection.isClosed()) {
      return;
    }
    connection
        .close(code.reason())
        .subscribe()
        .with(closed -> {}, failure -> LOG.debugf("closed already: %s", failure.getMessage()));
  }

  private boolean write(int bytes, Uni<Void> sending) {
    if (waitingBytes.addAndGet(bytes) > mostBytes) {
      return false;
    }
    sending
        .subscribe()
        .with(
            sent -> waitingBytes.addAndGet(-bytes),
            failure -> LOG.debugf("not written: %s", failure.getMessage()));
    return true;
  }
}
