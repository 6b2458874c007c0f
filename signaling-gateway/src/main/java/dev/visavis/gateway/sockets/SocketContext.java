package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.Socket;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.vertx.core.Vertx;
import java.util.List;

/// The objects attached to a WebSocket connection: its socket, its heartbeat, and the timers to
/// cancel when it closes.
record SocketContext(Socket socket, Heartbeat heartbeat, List<Long> timers) {
  static final TypedKey<SocketContext> KEY = new TypedKey<>("attachment");

  void release(Vertx vertx) {
    heartbeat.stop();
    timers.forEach(vertx::cancelTimer);
  }
}
