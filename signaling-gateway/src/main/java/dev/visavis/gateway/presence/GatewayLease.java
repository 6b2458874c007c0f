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

/// Says in Redis, every two seconds, that this gateway lives: by it all of its devices are online.
/// Renewed by the gateway itself, so that nobody else's death takes them offline.
///
/// A gateway that stands still for longer than the lease (a long pause of its machine, a network
/// that cuts it off) is declared dead, and with it every connection that it has. It reads the
/// verdict with its next renewal, begins a new life and sends those connections away, to register
/// anew. A lease that is missing without a verdict, as when Redis was away or lost it, changes
/// nothing: its devices are as online as before.
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

  /// Not renewed any more, and gone soon: by then the devices have left or moved.
  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /// Whether what Redis has of leases tells who lives; it does not while this gateway's own is
  /// missing.
  ///
  /// @param own what Redis has as the lease of this gateway
  boolean leasesAreReliable(@Nullable Response own) {
    return own != null
        && own.toString().equals(gateway.incarnation())
        && outages.isReliableAt(System.nanoTime());
  }

  /// Seconds since the lease was renewed, or since the start.
  double age() {
    return outages.outageNanos(System.nanoTime()) / 1e9;
  }

  int partition() {
    return gateway.partition();
  }

  private void renew() {
    String life = gateway.incarnation();
    Request set =
        Request.cmd(Command.SET)
            .arg(PresenceKeys.gatewayLease(gateway.partition()))
            .arg(life)
            .arg("PX")
            .arg(PresenceKeys.LEASE_MS)
            .arg("GET");
    Request verdict = Request.cmd(Command.GET).arg(PresenceKeys.deadIncarnation(life));
    redis
        .batch(List.of(set, verdict))
        .onSuccess(answers -> renewed(life, answers.get(0), answers.get(1)))
        .onFailure(failure -> LOG.warnf("lease not renewed: %s", failure.getMessage()));
  }

  private void renewed(String life, @Nullable Response before, @Nullable Response verdict) {
    if (!life.equals(gateway.incarnation())) {
      return; // an answer that took so long that another life has begun
    }
    if (held && before != null && !before.toString().equals(life)) {
      LOG.errorf("another gateway has inbox partition %d too", gateway.partition());
    }
    outages.renewed(held && before == null, System.nanoTime());
    if (verdict != null) {
      startNewIncarnation(life, verdict);
      return;
    }
    held = true;
    admission.leaseAcquired();
  }

  private void startNewIncarnation(String ended, Response verdict) {
    LOG.warnf("declared dead at %s: its devices are asked to register again", verdict);
    gateway.startNewIncarnation();
    held = false; // the lease that the next renewal finds is this gateway's own
    renew();
    drainer.begin(socket -> isOf(socket, ended));
  }

  private static boolean isOf(Socket socket, String life) {
    return switch (socket.phase()) {
      case SocketPhase.Registered at -> isOf(at.sender(), life);
      case SocketPhase.Registering at -> isOf(at.sender(), life);
      case SocketPhase.Unregistered fresh -> false;
      case SocketPhase.Disconnected gone -> false;
    };
  }

  private static boolean isOf(Sender sender, String life) {
    return sender.getDevice().getIncarnation().equals(life);
  }
}
