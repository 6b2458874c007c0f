package dev.visavis.media.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The other services' side of the log: call-service and gateways write as they do, and all that
/// media-service writes is kept here.
@ApplicationScoped
public class Logs {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<CallCommand> commands = new CopyOnWriteArrayList<>();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private volatile boolean stopped;

  Logs(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.servers = servers;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    reader = Thread.ofPlatform().name("test-logs").start(this::read);
  }

  public List<CallCommand> commands(String callId) {
    return commands.stream().filter(command -> command.getCallId().equals(callId)).toList();
  }

  public List<Delivery> deliveries(String connectionId) {
    return deliveries.stream()
        .filter(delivery -> delivery.getTo().getConnectionId().equals(connectionId))
        .toList();
  }

  public void publish(CallEvent event) {
    send(
        new ProducerRecord<>(
            Topic.CALL_EVENTS.topicName(), event.getCallId().getBytes(UTF_8), event.toByteArray()));
  }

  public void publish(Delivery delivery) {
    send(
        new ProducerRecord<>(
            Topic.GATEWAY_INBOX.topicName(),
            delivery.getTo().getGateway(),
            null,
            delivery.toByteArray()));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not take records", e);
    }
  }

  private void read() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          Stream.of(Topic.CALL_COMMANDS, Topic.GATEWAY_INBOX).flatMap(Logs::partitions).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (!stopped) {
        consumer.poll(POLL).forEach(this::keep);
      }
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topic.CALL_COMMANDS.topicName())) {
        commands.add(CallCommand.parseFrom(record.value()));
      } else {
        deliveries.add(Delivery.parseFrom(record.value()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(number -> new TopicPartition(topic.topicName(), number));
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopped = true;
    reader.join(TIMEOUT.toMillis());
    producer.close(TIMEOUT);
  }
}
