package dev.visavis.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.UserProfile;
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
import java.util.concurrent.atomic.AtomicLong;
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
import org.jspecify.annotations.Nullable;

/// Kafka as the other services use it: writes the records of gateways, call-service and
/// account-service, and collects all records that presence-service writes.
@ApplicationScoped
public class Logs {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<CallCommand> commands = new CopyOnWriteArrayList<>();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final AtomicLong deadLetters = new AtomicLong();
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

  public void publish(DeviceEvent event) {
    String user = event.getDevice().getUserId();
    int partition = Partitions.forUser(user, Topic.DEVICE_EVENTS.partitions());
    send(Topic.DEVICE_EVENTS, partition, user + ":" + event.getDevice().getDeviceId(), event);
  }

  public void publish(CallEvent event) {
    send(Topic.CALL_EVENTS, null, event.getCallId(), event);
  }

  public void publish(UserProfile profile) {
    send(Topic.USER_PROFILES, null, profile.getUser().getId(), profile);
  }

  /// Writes an invalid record to the device log.
  public void publishNoise(String userId) {
    int partition = Partitions.forUser(userId, Topic.DEVICE_EVENTS.partitions());
    send(Topic.DEVICE_EVENTS, partition, userId + ":noise", new byte[] {7, 7, 7});
  }

  /// The number of dead letters.
  public long deadLetters() {
    return deadLetters.get();
  }

  private void send(Topic topic, @Nullable Integer partition, String key, MessageLite value) {
    send(topic, partition, key, value.toByteArray());
  }

  private void send(Topic topic, @Nullable Integer partition, String key, byte[] value) {
    var record = new ProducerRecord<>(topic.topicName(), partition, key.getBytes(UTF_8), value);
    try {
      producer.send(record).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not accept records", e);
    }
  }

  private void read() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          Stream.of(Topic.CALL_COMMANDS, Topic.GATEWAY_INBOX, Topic.DEAD_LETTERS)
              .flatMap(Logs::partitions)
              .toList();
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
      } else if (record.topic().equals(Topic.DEAD_LETTERS.topicName())) {
        deadLetters.incrementAndGet();
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
