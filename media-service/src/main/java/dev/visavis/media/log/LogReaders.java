package dev.visavis.media.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.media.MediaConfig;
import dev.visavis.media.MediaLoop;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Hands the events of all calls, and the deliveries to this instance, to the loop.
@Singleton
public final class LogReaders {
  private static final Logger LOG = Logger.getLogger(LogReaders.class);

  private final Backlog eventBacklog;
  private final Backlog inboxBacklog;
  private final CallEventHandler events;
  private final DeliveryHandler deliveries;
  private final LogReader eventReader;
  private final LogReader inboxReader;

  LogReaders(
      MediaLoop loop,
      MediaConfig config,
      CallEventHandler events,
      DeliveryHandler deliveries,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.eventBacklog = new Backlog(loop);
    this.inboxBacklog = new Backlog(loop);
    this.events = events;
    this.deliveries = deliveries;
    String inbox = Topic.GATEWAY_INBOX.topicName();
    this.eventReader =
        new LogReader(
            config.instanceId() + "-events",
            Topic.CALL_EVENTS.topicName(),
            broker,
            consumer -> allPartitions(consumer, Topic.CALL_EVENTS.topicName()),
            this::event);
    this.inboxReader =
        new LogReader(
            config.instanceId() + "-inbox",
            inbox,
            broker,
            consumer -> List.of(new TopicPartition(inbox, config.inboxPartition())),
            this::delivery);
  }

  private static Collection<TopicPartition> allPartitions(
      KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  void start(@Observes StartupEvent event, MeterRegistry meters) {
    eventReader.start(meters);
    inboxReader.start(meters);
  }

  @PreDestroy
  void stop() {
    eventReader.stop();
    inboxReader.stop();
  }

  /// Whether both have begun.
  public boolean arePositioned() {
    return eventReader.isPositioned() && inboxReader.isPositioned();
  }

  private void event(ConsumerRecord<byte[], byte[]> record) {
    try {
      CallEvent event = CallEvent.parseFrom(record.value());
      eventBacklog.run(() -> events.handle(event));
    } catch (InvalidProtocolBufferException e) {
      LOG.errorf("skipping an event that cannot be parsed: %s", e.getMessage());
    }
  }

  private void delivery(ConsumerRecord<byte[], byte[]> record) {
    try {
      for (Delivery delivery : DeliveryBatches.unbatch(Delivery.parseFrom(record.value()))) {
        inboxBacklog.run(() -> deliveries.handle(delivery, record.headers()));
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.errorf("skipping a delivery that cannot be parsed: %s", e.getMessage());
    }
  }
}
