package dev.visavis.call;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/// The topics from outside, as gateways and readers of call events use them.
final class Kafka implements AutoCloseable {
  private final Map<String, Object> settings;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<CallEvent> events = new ArrayList<>();

  Kafka(String bootstrapServers) {
    settings = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        Stream.of(Topic.GATEWAY_INBOX, Topic.CALL_EVENTS)
            .flatMap(
                topic ->
                    Stream.iterate(0, partition -> partition + 1)
                        .limit(topic.partitions())
                        .map(partition -> new TopicPartition(topic.topicName(), partition)))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  void send(CallCommand command) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.CALL_COMMANDS.topicName(), command.getCallId(), command.toByteArray()))
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Waits for the first delivery that matches. Earlier deliveries stay available.
  Delivery await(Predicate<Delivery> fits) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      for (Delivery delivery : deliveries) {
        if (fits.test(delivery)) {
          return delivery;
        }
      }
      poll();
    }
    throw new AssertionError("no such delivery among " + deliveries);
  }

  List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /// @param bytes the largest record that the inbox accepts
  void limitInboxTo(String bytes) {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.GATEWAY_INBOX.topicName());
    var limit =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(settings)) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get(20, TimeUnit.SECONDS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> limit(admin, topic), bytes::equals);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String limit(Admin admin, ConfigResource topic) throws Exception {
    Config config = admin.describeConfigs(List.of(topic)).values().values().iterator().next().get();
    return config.get("max.message.bytes").value();
  }

  Kafka poll() {
    consumer.poll(Duration.ofMillis(50)).forEach(this::keep);
    return this;
  }

  List<CallEvent> events(String callId) {
    return events.stream().filter(event -> event.getCallId().equals(callId)).toList();
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.topic().equals(Topic.CALL_EVENTS.topicName())) {
        events.add(CallEvent.parseFrom(record.value()));
      } else {
        Delivery delivery = Delivery.parseFrom(record.value());
        if (delivery.getTo().getGateway() != record.partition()) {
          throw new AssertionError("delivered to the wrong gateway: " + delivery);
        }
        deliveries.addAll(DeliveryBatches.unbatch(delivery));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
  }
}
