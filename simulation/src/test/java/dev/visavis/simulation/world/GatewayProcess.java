package dev.visavis.simulation.world;

import dev.visavis.gateway.inbox.SeenDeliveriesAccess;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.support.PresenceKeys;
import java.util.List;

/// A gateway on virtual time. Its incarnations follow one another; each holds the lease and reads
/// the inbox.
final class GatewayProcess {
  private static final long COMMIT_MS = 1_000;

  private final World world;
  private final int number;
  private final LogPartition inbox;
  private final long clockSkewMs;
  private GatewayLife life;
  private SeenDeliveriesAccess seen = new SeenDeliveriesAccess();
  private int next;
  private int committed;
  private boolean reading;

  GatewayProcess(World world, int number) {
    this.world = world;
    this.number = number;
    this.inbox = world.broker().of(Topic.GATEWAY_INBOX, number);
    this.clockSkewMs = world.random().between(-1_000, 1_000);
    this.committed = inbox.end();
    this.life = new GatewayLife(world, number, clockSkewMs);
    begin();
    inbox.follow(this::poll);
    world.timeline().every(PresenceKeys.LEASE_RENEWAL_MS, this::renew);
    world.timeline().every(COMMIT_MS, this::commit);
  }

  /// Starts a new incarnation.
  void start() {
    life = new GatewayLife(world, number, clockSkewMs);
    begin();
  }

  /// Continues to read the inbox at the offset that the previous incarnation committed.
  private void begin() {
    seen = new SeenDeliveriesAccess();
    next = committed;
    renew();
    world.timeline().trace(toString(), () -> "starts");
    poll();
  }

  void die() {
    if (!life.isDead()) {
      world.timeline().trace(toString(), () -> "DIES");
      life.die();
    }
  }

  boolean isDead() {
    return life.isDead();
  }

  /// The present incarnation, or the last one if the gateway is down.
  GatewayLife life() {
    return life;
  }

  private void commit() {
    if (!isDead()) {
      committed = next;
    }
  }

  private void renew() {
    if (!isDead() && !world.redis().isUnavailable()) {
      String lease = PresenceKeys.gatewayLease(number);
      String ms = Long.toString(PresenceKeys.LEASE_MS);
      world.redis().call(List.of("SET", lease, life.incarnation(), "PX", ms));
    }
  }

  private void poll() {
    if (!isDead() && !reading && next < inbox.end()) {
      reading = true;
      GatewayLife reader = life;
      world.timeline().after(world.random().hop(), () -> read(reader));
    }
  }

  private void read(GatewayLife reader) {
    reading = false;
    while (!reader.isDead() && next < inbox.end()) {
      DeliveryBatches.unbatch(Messages.delivery(inbox.get(next++)))
          .forEach(delivery -> dispatch(reader, delivery));
    }
    poll();
  }

  private void dispatch(GatewayLife reader, Delivery delivery) {
    if (!delivery.hasMessage()
        || seen.isNew(delivery.getDeliveryId())
        || world.bug() == InjectedBug.NO_REPEAT_CHECK) {
      reader.dispatch(delivery);
    }
  }

  @Override
  public String toString() {
    return "gateway-" + number;
  }
}
