package dev.visavis.gateway.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.limits.CallPressure;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.presence.RingLimit;
import dev.visavis.gateway.relay.SignalRelay;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Dispatches a delivery to its connection. If that connection is closed, reliable messages go back
/// to call-service, and a later connection of the device gets the call's state when it registers.
/// Runs on the inbox thread.
@Singleton
final class DeliveryDispatcher {
  private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);

  /// More deliveries than call-service can repeat after a crash.
  private static final int MAX_SEEN = 32_768;

  private final SocketRegistry registry;
  private final SignalRelay relay;
  private final RingLimit rings;
  private final CallPressure pressure;
  private final GatewayMetrics metrics;
  private final DeliveryMetrics delays;
  private final CallTracer tracer;
  private final SeenDeliveries seen = new SeenDeliveries(MAX_SEEN);

  DeliveryDispatcher(
      SocketRegistry registry,
      SignalRelay relay,
      RingLimit rings,
      CallPressure pressure,
      GatewayMetrics metrics,
      DeliveryMetrics delays,
      CallTracer tracer) {
    this.registry = registry;
    this.relay = relay;
    this.rings = rings;
    this.pressure = pressure;
    this.metrics = metrics;
    this.delays = delays;
    this.tracer = tracer;
  }

  void dispatch(ConsumerRecord<byte[], byte[]> record) {
    try {
      for (Delivery delivery : DeliveryBatches.unbatch(Delivery.parseFrom(record.value()))) {
        dispatch(delivery, record);
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.errorf("Skipping a delivery that cannot be parsed: %s", e.getMessage());
    }
  }

  private void dispatch(Delivery delivery, ConsumerRecord<byte[], byte[]> record) {
    // Repeating a delivery without a message is harmless.
    if (!delivery.hasMessage() || seen.isNew(delivery.getDeliveryId())) {
      act(delivery, record);
    } else {
      metrics.delivered("repeated");
    }
  }

  private void act(Delivery delivery, ConsumerRecord<byte[], byte[]> record) {
    if (delivery.getActionCase() == Delivery.ActionCase.ACTION_NOT_SET) {
      LOG.warn("Skipping a delivery with an unknown action, probably of a newer version");
      return;
    }
    SignalingMessage message = delivery.getMessage();
    if (message.hasCallInitiated() || message.hasError()) {
      pressure.completed(message.getCallId());
    }
    Optional<Socket> to = registry.ofConnection(delivery.getTo().getConnectionId());
    metrics.delivered(to.isPresent() ? "delivered" : "absent");
    to.ifPresentOrElse(
        socket -> deliver(delivery, record, socket), () -> relay.returnToCallService(delivery));
  }

  private void deliver(Delivery delivery, ConsumerRecord<byte[], byte[]> record, Socket socket) {
    if (!delivery.hasMessage()) {
      socket.dispatch(delivery, () -> {});
      return;
    }
    SignalingMessage message = delivery.getMessage();
    if (message.hasCallAnswered()) {
      rings.answered(
          socket.authenticatedUser().user().getId(),
          message.getCallId(),
          message.getCallAnswered().getBy().getUserId());
    }
    CallSpan span = DeliveryTrace.begin(tracer, message, record.headers());
    socket.dispatch(
        delivery,
        () -> {
          delays.arrived(message, record.timestamp());
          span.end();
        });
  }
}
