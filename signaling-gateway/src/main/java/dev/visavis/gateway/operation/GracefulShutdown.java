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

/// Shuts the gateway down without breaking calls: it accepts no new sockets and asks the open ones
/// to reconnect elsewhere.
@Singleton
final class GracefulShutdown {
  private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
  private static final long CHECK_MS = 50;

  /// Time to send the close frames and the last device events.
  private static final long LAST_MS = 500;

  /// Time to return deliveries that still arrive for closed sockets. Devices that have reconnected
  /// elsewhere wait for them.
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

  /// Drains the gateway. Returns when all sockets are closed, or shortly after the deadline.
  void drain() {
    admission.drain();
    if (registry.size() == 0) {
      return;
    }
    LOG.infof("Shutting down; asking %d sockets to reconnect", registry.size());
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
        LOG.info("Some sockets did not close in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
