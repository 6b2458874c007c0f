package dev.visavis.history.missed;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Delivery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/// Writes to the inboxes of the gateways.
@ApplicationScoped
class GatewayInboxWriter {
  private static final int IN_FLIGHT = 64;

  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> topic;

  GatewayInboxWriter(
      @Channel("gateway-inbox") MutinyEmitter<ProducerRecord<byte[], byte[]>> topic) {
    this.topic = topic;
  }

  /// Completes when Kafka has acknowledged all of them.
  Uni<Void> write(List<MissedCallNotification> notifications) {
    return Multi.createFrom()
        .iterable(notifications)
        .onItem()
        .transformToUni(notification -> topic.send(record(notification.delivery())))
        .merge(IN_FLIGHT)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static ProducerRecord<byte[], byte[]> record(Delivery delivery) {
    return new ProducerRecord<>(
        Topic.GATEWAY_INBOX.topicName(),
        delivery.getTo().getGateway(),
        null,
        delivery.toByteArray());
  }
}
