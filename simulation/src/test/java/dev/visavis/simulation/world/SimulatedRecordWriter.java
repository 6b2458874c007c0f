package dev.visavis.simulation.world;

import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.log.RecordWriter;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.events.CallQuality;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.SimulatedProducer;
import io.vertx.core.Future;
import java.util.function.Supplier;

/// Writes the records of one incarnation of a gateway to the log in memory. A record is accepted at
/// once and arrives some time later; some commands arrive twice. Injects the bugs that concern the
/// records of a gateway.
final class SimulatedRecordWriter implements RecordWriter {
  private static final int TWICE_PERCENT = 3;

  private final World world;
  private final int gateway;
  private final SocketRegistry registry;
  private final SimulatedProducer producer;

  SimulatedRecordWriter(World world, int gateway, SocketRegistry registry) {
    this.world = world;
    this.gateway = gateway;
    this.registry = registry;
    this.producer = new SimulatedProducer(world.timeline(), world.random());
  }

  /// Drops the records that have not arrived yet.
  void die() {
    producer.die();
  }

  @Override
  public Future<Void> append(CallCommand command) {
    RelayBarrier barrier = command.getRelayBarrier();
    if (command.hasRelayBarrier() && !barrier.hasReturnedFrom() && skipsBarriers()) {
      open(barrier);
      return Future.succeededFuture();
    }
    if (command.hasReturnedMessage()) {
      ReturnedMessage returned = command.getReturnedMessage();
      trace(
          () ->
              "returns "
                  + Messages.brief(returned.getMessage())
                  + " for "
                  + Messages.brief(returned.getTo()));
    }
    byte[] bytes = asOlderVersion(command).toByteArray();
    LogPartition to = world.broker().of(Topic.CALL_COMMANDS, command.getCallId());
    producer.send(to, command.getCallId(), bytes);
    if (world.random().percent(TWICE_PERCENT)) {
      producer.send(to, command.getCallId(), bytes);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> append(DeviceEvent event) {
    DeviceRoute device = event.getDevice();
    DeviceEvent.Builder written = event.toBuilder().setDevice(asOlderVersion(device));
    if (event.hasOffline() && hidesOverflow(device)) {
      written.getOfflineBuilder().setLossUnconfirmed(false);
    }
    LogPartition to = world.broker().ofUser(device.getUserId());
    producer.send(
        to,
        device.getUserId() + ":" + device.getDeviceId(),
        written.build().toByteArray(),
        () ->
            trace(
                () ->
                    (event.hasOnline() ? "online " : "offline ")
                        + Messages.brief(device)
                        + " @"
                        + to.end()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> append(Delivery delivery) {
    if (delivery.hasRelayBarrier() && skipsBarriers()) {
      open(delivery.getRelayBarrier());
      return Future.succeededFuture();
    }
    Delivery.Builder written = delivery.toBuilder();
    if (delivery.hasRelayBarrier()) {
      written.setRelayBarrier(asOlderVersion(delivery.getRelayBarrier()));
    }
    LogPartition inbox = world.broker().of(Topic.GATEWAY_INBOX, delivery.getTo().getGateway());
    producer.send(inbox, null, written.build().toByteArray());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> append(CallQuality report) {
    throw new UnsupportedOperationException("the modelled devices report no quality");
  }

  private void trace(Supplier<String> what) {
    world.timeline().trace("gateway-" + gateway, what);
  }

  // --- injected bugs

  private boolean skipsBarriers() {
    return world.bug() == InjectedBug.NO_BARRIER;
  }

  /// Opens the new path as if the barrier had passed.
  private void open(RelayBarrier barrier) {
    Delivery opened =
        Delivery.newBuilder()
            .setTo(barrier.getFrom())
            .setRelayOpened(
                RelayOpened.newBuilder()
                    .setBarrierId(barrier.getBarrierId())
                    .setCallId(barrier.getCallId()))
            .build();
    registry
        .ofConnection(barrier.getFrom().getConnectionId())
        .ifPresent(socket -> socket.dispatch(opened, () -> {}));
  }

  /// Whether to hide a reported loss. A socket that is not registered yet reports its loss for
  /// another reason.
  private boolean hidesOverflow(DeviceRoute device) {
    return world.bug() == InjectedBug.OVERFLOW_IS_SILENT
        && registry.ofConnection(device.getConnectionId()).filter(Socket::isRegistered).isPresent();
  }

  // --- gateways of older versions, as during an upgrade

  private CallCommand asOlderVersion(CallCommand command) {
    CallCommand.Builder older = command.toBuilder();
    if (command.hasSender()) {
      older.getSenderBuilder().setDevice(asOlderVersion(command.getSender().getDevice()));
    }
    if (command.hasRelayBarrier()) {
      older.setRelayBarrier(asOlderVersion(command.getRelayBarrier()));
    }
    if (command.hasReturnedMessage()) {
      older.getReturnedMessageBuilder().setTo(asOlderVersion(command.getReturnedMessage().getTo()));
    }
    return older.build();
  }

  private RelayBarrier asOlderVersion(RelayBarrier barrier) {
    RelayBarrier.Builder older = barrier.toBuilder().setFrom(asOlderVersion(barrier.getFrom()));
    if (barrier.hasReturnedFrom()) {
      older.setReturnedFrom(asOlderVersion(barrier.getReturnedFrom()));
    }
    return older.build();
  }

  /// Gateway 0 does not accept batches; gateways 0 and 1 do not accept shared content.
  private DeviceRoute asOlderVersion(DeviceRoute route) {
    return route.toBuilder()
        .setAcceptsBatches(route.getAcceptsBatches() && route.getGateway() != 0)
        .setAcceptsSharedContent(route.getAcceptsSharedContent() && route.getGateway() > 1)
        .build();
  }
}
