package dev.visavis.gateway.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.relay.Relay;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.gateway.sockets.SocketRegistry;
import dev.visavis.proto.v1.Delivery;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Brings a delivery to the connection that it is for; a later one of the same device hears what it
/// must hear when it registers, and what must not be lost goes back to call-service. On the thread
/// of the inbox.
@Singleton
final class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /// More than call-service can repeat after a crash.
  private static final int MAX_SEEN = 32_768;

  private final SocketRegistry registry;
  private final Relay relay;
  private final GatewayMetrics metrics;
  private final SeenDeliveries seen = new SeenDeliveries(MAX_SEEN);

  Dispatcher(SocketRegistry registry, Relay relay, GatewayMetrics metrics) {
    this.registry = registry;
    this.relay = relay;
    this.metrics = metrics;
  }

  void dispatch(byte[] value) {
    try {
      Delivery delivery = Delivery.parseFrom(value);
      // What is no message does nothing more when it comes twice.
      if (!delivery.hasMessage() || seen.isNew(delivery.getDeliveryId())) {
        act(delivery);
      } else {
        metrics.delivered("repeated");
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.errorf("a delivery cannot be read: %s", e.getMessage());
    }
  }

  private void act(Delivery delivery) {
    if (delivery.getActionCase() == Delivery.ActionCase.ACTION_NOT_SET) {
      LOG.warn("a delivery of a newer kind is passed over");
      return;
    }
    Optional<Socket> to = registry.ofConnection(delivery.getTo().getConnectionId());
    metrics.delivered(to.isPresent() ? "delivered" : "absent");
    to.ifPresentOrElse(socket -> socket.arrive(delivery), () -> relay.giveBack(delivery));
  }
}
