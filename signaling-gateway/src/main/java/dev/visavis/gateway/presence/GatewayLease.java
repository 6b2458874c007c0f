package dev.visavis.gateway.presence;

import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketDrainer;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.limits.Admission;
import dev.visavis.proto.v1.Sender;
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
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Renews the Redis key that proves every two seconds that this gateway is alive, and so keeps all
/// of its devices online. The gateway renews it itself, so that a failure of another service takes
/// no device offline.
///
/// If a gateway is paused or cut off for longer than its lease, presence-service declares it and
/// all its connections dead. The gateway reads that verdict at its next renewal, starts a new
/// incarnation and asks those connections to reconnect and register again. If the lease is missing
/// without a verdict, for example because Redis was down or lost it, nothing changes: the devices
/// stay online.
@Singleton
final class GatewayLease {
  private static final Logger LOG = Logger.getLogger(GatewayLease.class);

  private final Vertx vertx;
  private final Redis redis;
  private final GatewayIdentity gateway;
  private final Admission admission;
  private final SocketDrainer drainer;
  private final RedisOutageTracker outages = new RedisOutageTracker(System.nanoTime());
  private volatile boolean held;
  private long timer;

  GatewayLease(
      Vertx vertx,
      Redis redis,
      GatewayIdentity gateway,
      Admission admission,
      SocketDrainer drainer) {
    this.vertx = vertx;
    this.redis = redis;
    this.gateway = gateway;
    this.admission = admission;
    this.drainer = drainer;
  }

  void start(@Observes StartupEvent event) {
    renew();
    timer = vertx.setPeriodic(PresenceKeys.LEASE_RENEWAL_MS, tick -> renew());
  }

  /// Stops renewing the lease. The devices have disconnected or moved by the time it expires.
  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /// Whether the leases in Redis show which gateways are alive. They do not while this gateway's
  /// own lease is missing, or shortly after an outage of Redis.
  ///
  /// @param own the lease of this gateway in Redis; null if it is missing
  boolean leasesAreReliable(@Nullable Response own) {
    return own != null
        && own.toString().equals(gateway.incarnation())
        && outages.isReliableAt(System.nanoTime());
  }

  /// Seconds since the lease was last renewed, or since the start.
  double age() {
    return outages.outageNanos(System.nanoTime()) / 1e9;
  }

  int partition() {
    return gateway.partition();
  }

  private void renew() {
    String incarnation = gateway.incarnation();
    Request set =
        Request.cmd(Command.SET)
            .arg(PresenceKeys.gatewayLease(gateway.partition()))
            .arg(incarnation)
            .arg("PX")
            .arg(PresenceKeys.LEASE_MS)
            .arg("GET");
    Request verdict = Request.cmd(Command.GET).arg(PresenceKeys.deadIncarnation(incarnation));
    redis
        .batch(List.of(set, verdict))
        .onSuccess(answers -> renewed(incarnation, answers.get(0), answers.get(1)))
        .onFailure(
            failure -> LOG.warnf("Could not renew the lease in Redis: %s", failure.getMessage()));
  }

  private void renewed(String incarnation, @Nullable Response before, @Nullable Response verdict) {
    if (!incarnation.equals(gateway.incarnation())) {
      return; // a late reply: a new incarnation has started since the request
    }
    if (held && before != null && !before.toString().equals(incarnation)) {
      LOG.errorf("Another gateway has inbox partition %d too", gateway.partition());
    }
    outages.renewed(held && before == null, System.nanoTime());
    if (verdict != null) {
      startNewIncarnation(incarnation, verdict);
      return;
    }
    held = true;
    admission.leaseAcquired();
  }

  private void startNewIncarnation(String ended, Response verdict) {
    LOG.warnf("Declared dead at %s; asking all devices to register again", verdict);
    gateway.startNewIncarnation();
    held = false; // the next renewal finds this gateway's own lease of the previous incarnation
    renew();
    drainer.begin(socket -> isOf(socket, ended));
  }

  private static boolean isOf(Socket socket, String incarnation) {
    return switch (socket.phase()) {
      case SocketPhase.Registered at -> isOf(at.sender(), incarnation);
      case SocketPhase.Registering at -> isOf(at.sender(), incarnation);
      case SocketPhase.Unregistered fresh -> false;
      case SocketPhase.Disconnected gone -> false;
    };
  }

  private static boolean isOf(Sender sender, String incarnation) {
    return sender.getDevice().getIncarnation().equals(incarnation);
  }
}
