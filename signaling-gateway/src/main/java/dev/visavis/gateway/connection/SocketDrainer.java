package dev.visavis.gateway.connection;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.proto.v1.Reconnect;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// Asks sockets to connect again, one after another and not at once, so that the gateways that they
/// come to are not stormed; who is left at the deadline is closed.
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

  /// Returns at once.
  ///
  /// @param who asked for each socket, on its event loop, when it is its turn and at the deadline
  public void begin(Predicate<Socket> who) {
    registry.open().forEach(socket -> ask(socket, who));
    vertx.setTimer(config.drainDeadline().toMillis(), fired -> closeAll(who));
  }

  private void ask(Socket socket, Predicate<Socket> who) {
    long within = Math.max(1, config.drainPeriod().toMillis());
    long at = ThreadLocalRandom.current().nextLong(within) + 1;
    int afterMs = ThreadLocalRandom.current().nextInt(MAX_AFTER_MS);
    vertx.setTimer(at, fired -> run(socket, who, () -> socket.send(reconnect(afterMs))));
  }

  private void closeAll(Predicate<Socket> who) {
    registry.open().forEach(socket -> run(socket, who, () -> socket.close(CloseCode.GOING_AWAY)));
  }

  private static void run(Socket socket, Predicate<Socket> who, Runnable action) {
    socket.run(
        () -> {
          if (who.test(socket)) {
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
