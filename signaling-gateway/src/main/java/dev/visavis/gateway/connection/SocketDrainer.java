package dev.visavis.gateway.connection;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.proto.v1.Reconnect;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// Asks sockets to reconnect, spread over time so that the other gateways are not flooded, and
/// closes the remaining ones at the deadline.
@Singleton
public final class SocketDrainer {
  private static final int MAX_AFTER_MS = 1_000;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final SocketRegistry registry;

  SocketDrainer(Vertx vertx, GatewayConfig config, SocketRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.registry = registry;
  }

  /// Starts to drain and returns at once.
  ///
  /// @param affected which sockets to drain; tested on each socket's event loop, when its turn
  ///     comes and again at the deadline
  public void begin(Predicate<Socket> affected) {
    registry.open().forEach(socket -> ask(socket, affected));
    vertx.setTimer(config.drainDeadline().toMillis(), fired -> closeAll(affected));
  }

  private void ask(Socket socket, Predicate<Socket> affected) {
    long within = Math.max(1, config.drainPeriod().toMillis());
    long at = ThreadLocalRandom.current().nextLong(within) + 1;
    int afterMs = ThreadLocalRandom.current().nextInt(MAX_AFTER_MS);
    vertx.setTimer(at, fired -> run(socket, affected, () -> socket.send(reconnect(afterMs))));
  }

  private void closeAll(Predicate<Socket> affected) {
    registry
        .open()
        .forEach(socket -> run(socket, affected, () -> socket.close(CloseCode.GOING_AWAY)));
  }

  private static void run(Socket socket, Predicate<Socket> affected, Runnable action) {
    socket.run(
        () -> {
          if (affected.test(socket)) {
            action.run();
          }
        });
  }

  private static SignalingMessage reconnect(int afterMs) {
    return SignalingMessage.newBuilder()
        .setReconnect(Reconnect.newBuilder().setAfterMs(afterMs).setReason("going_away"))
        .build();
  }
}
