package dev.visavis.gateway.presence;

import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.operation.Admission;
import dev.visavis.support.PresenceKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Says in Redis, every two seconds, that this gateway lives: by it all of its devices are online.
/// Renewed by the gateway itself, so that nobody else's death takes them offline.
@Singleton
final class GatewayLease {
  private static final Logger LOG = Logger.getLogger(GatewayLease.class);

  private final Vertx vertx;
  private final Redis redis;
  private final GatewayIdentity gateway;
  private final Admission admission;
  private volatile boolean held;
  private long timer;

  GatewayLease(Vertx vertx, Redis redis, GatewayIdentity gateway, Admission admission) {
    this.vertx = vertx;
    this.redis = redis;
    this.gateway = gateway;
    this.admission = admission;
  }

  void start(@Observes StartupEvent event) {
    renew();
    timer = vertx.setPeriodic(PresenceKeys.LEASE_RENEWAL_MS, tick -> renew());
  }

  /// Not renewed any more, and gone soon: by then the devices have left or moved.
  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private void renew() {
    Request set =
        Request.cmd(Command.SET)
            .arg(PresenceKeys.gatewayLease(gateway.partition()))
            .arg(gateway.incarnation())
            .arg("PX")
            .arg(PresenceKeys.LEASE_MS)
            .arg("GET");
    redis
        .send(set)
        .onSuccess(this::renewed)
        .onFailure(failure -> LOG.warnf("lease not renewed: %s", failure.getMessage()));
  }

  private void renewed(@Nullable Response before) {
    if (held && before != null && !before.toString().equals(gateway.incarnation())) {
      LOG.errorf("another gateway has inbox partition %d too", gateway.partition());
    }
    held = true;
    admission.leased();
  }
}
