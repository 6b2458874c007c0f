package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.Socket;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.vertx.core.Vertx;
import java.util.List;

/// Attached to a connection: its socket, and the timers that end with it.
record SocketContext(Socket socket, Heartbeat heartbeat, List<Long> timers) {
  static final TypedKey<SocketContext> KEY = new TypedKey<>("attachment");

  void release(Vertx vertx) {
    heartbeat.stop();
    timers.forEach(vertx::cancelTimer);
  }
}
