package dev.visavis.gateway.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.registration.Registrar;
import dev.visavis.gateway.sockets.CloseCode;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.gateway.sockets.SocketRegistry;
import dev.visavis.proto.v1.Delivery;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Brings a delivery to the connection that it is for; a later one of the same device hears what it
/// must hear when it registers. On the thread of the inbox.
@Singleton
final class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /// More than call-service can repeat after a crash.
  private static final int MAX_SEEN = 32_768;

  private final SocketRegistry registry;
  private final Registrar registrar;
  private final GatewayMetrics metrics;
  private final SeenDeliveries seen = new SeenDeliveries(MAX_SEEN);

  Dispatcher(SocketRegistry registry, Registrar registrar, GatewayMetrics metrics) {
    this.registry = registry;
    this.registrar = registrar;
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
    switch (delivery.getActionCase()) {
      case MESSAGE, DEVICE_REGISTERED, DEVICE_REFUSED, REGISTERED_CALL -> {
        long start = System.nanoTime();
        bring(
            registry.ofConnection(delivery.getTo().getConnectionId()),
            socket -> {
              registrar.deliver(socket, delivery);
              metrics.dispatched(System.nanoTime() - start);
            });
      }
      case CONNECTION_REPLACED ->
          bring(
              registry.ofConnection(delivery.getTo().getConnectionId()),
              socket -> socket.close(CloseCode.REPLACED));
      case CONNECTION_REVOKED ->
          bring(
              registry.ofConnection(delivery.getTo().getConnectionId()),
              socket -> socket.close(CloseCode.REVOKED));
      case ACTION_NOT_SET -> LOG.warn("a delivery of a newer kind is passed over");
    }
  }

  private void bring(Optional<Socket> to, Consumer<Socket> action) {
    metrics.delivered(to.isPresent() ? "delivered" : "absent");
    to.ifPresent(socket -> socket.run(() -> action.accept(socket)));
  }
}
