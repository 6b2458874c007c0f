package dev.visavis.gateway.operation;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.sockets.CloseCode;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.gateway.sockets.SocketRegistry;
import dev.visavis.proto.v1.Reconnect;
import dev.visavis.proto.v1.SignalingMessage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The way out: no new sockets; those that are there are asked to go elsewhere, one after another
/// and not at once, so that the other gateways are not stormed; who is left is closed.
@Singleton
final class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final int MAX_AFTER_MS = 1_000;
  private static final long CHECK_MS = 50;

  /// For the close frames and the last device events to leave.
  private static final long LAST_MS = 500;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Admission admission;
  private final SocketRegistry registry;

  Drain(Vertx vertx, GatewayConfig config, Admission admission, SocketRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.admission = admission;
    this.registry = registry;
  }

  void stop(@Observes ShutdownDelayInitiatedEvent event) {
    drain();
  }

  /// Returns when the sockets are gone, or a little after the deadline.
  void drain() {
    admission.drain();
    if (registry.size() == 0) {
      return;
    }
    LOG.infof("going away: %d sockets are asked to reconnect", registry.size());
    registry.open().forEach(this::ask);
    CountDownLatch empty = new CountDownLatch(1);
    vertx.setPeriodic(CHECK_MS, tick -> countDownIfEmpty(empty));
    vertx.setTimer(config.drainDeadline().toMillis(), fired -> closeAll());
    await(empty, config.drainDeadline().toMillis() + LAST_MS);
  }

  private void ask(Socket socket) {
    long within = Math.max(1, config.drainOver().toMillis());
    long at = ThreadLocalRandom.current().nextLong(within) + 1;
    int afterMs = ThreadLocalRandom.current().nextInt(MAX_AFTER_MS);
    vertx.setTimer(at, fired -> socket.run(() -> socket.send(reconnect(afterMs))));
  }

  private static SignalingMessage reconnect(int afterMs) {
    return SignalingMessage.newBuilder()
        .setReconnect(Reconnect.newBuilder().setAfterMs(afterMs).setReason("going_away"))
        .build();
  }

  private void closeAll() {
    registry.open().forEach(socket -> socket.run(() -> socket.close(CloseCode.GOING_AWAY)));
  }

  private void countDownIfEmpty(CountDownLatch empty) {
    if (registry.size() == 0) {
      empty.countDown();
    }
  }

  private static void await(CountDownLatch empty, long ms) {
    try {
      if (!empty.await(ms, TimeUnit.MILLISECONDS)) {
        LOG.info("some sockets did not close in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
