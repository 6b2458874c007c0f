package dev.visavis.gateway.sockets;

import io.quarkus.websockets.next.UserData.TypedKey;
import io.vertx.core.Vertx;
import java.util.List;

/// What hangs on a connection: its socket and the timers that end with it.
record Attachment(Socket socket, Heartbeat heartbeat, List<Long> timers) {
  static final TypedKey<Attachment> KEY = new TypedKey<>("attachment");

  void release(Vertx vertx) {
    heartbeat.stop();
    timers.forEach(vertx::cancelTimer);
  }
}
