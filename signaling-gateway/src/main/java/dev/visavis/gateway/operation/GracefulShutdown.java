package dev.visavis.gateway.operation;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.connection.SocketDrainer;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.limits.Admission;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The way out: no new sockets; those that are there are sent away.
@Singleton
final class GracefulShutdown {
  private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
  private static final long CHECK_MS = 50;

  /// For the close frames and the last device events to leave.
  private static final long LAST_MS = 500;

  /// For giving back what is on its way here: devices that have come back elsewhere wait for it.
  private static final long RETURN_TIMEOUT_MS = 1_000;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Admission admission;
  private final SocketRegistry registry;
  private final SocketDrainer drainer;

  GracefulShutdown(
      Vertx vertx,
      GatewayConfig config,
      Admission admission,
      SocketRegistry registry,
      SocketDrainer drainer) {
    this.vertx = vertx;
    this.config = config;
    this.admission = admission;
    this.registry = registry;
    this.drainer = drainer;
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
    drainer.begin(everybody -> true);
    CountDownLatch empty = new CountDownLatch(1);
    vertx.setPeriodic(CHECK_MS, tick -> countDownIfEmpty(empty));
    await(empty, config.drainDeadline().toMillis() + LAST_MS + RETURN_TIMEOUT_MS);
  }

  private void countDownIfEmpty(CountDownLatch empty) {
    if (registry.size() == 0) {
      vertx.setTimer(RETURN_TIMEOUT_MS, fired -> empty.countDown());
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
