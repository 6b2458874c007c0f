package dev.visavis.history;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Publishes to the log as the other services do.
@ApplicationScoped
public class Log {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;
  private final Map<TopicPartition, Long> published = new ConcurrentHashMap<>();

  Log(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.servers = servers;
    Properties properties = new Properties();
    properties.putAll(
        Map.of("bootstrap.servers", servers, "acks", "all", "enable.idempotence", "true"));
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    admin = Admin.create(Map.of("bootstrap.servers", servers));
  }

  public void publish(EventSequence story) {
    publish(story.events());
  }

  public void publish(List<CallEvent> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (CallEvent event : events) {
      sent.add(begin(Topic.CALL_EVENTS, event.getCallId(), event.toByteArray()));
    }
    sent.forEach(this::end);
  }

  public void publish(UserProfile profile) {
    send(Topic.USER_PROFILES, profile.getUser().getId(), profile);
  }

  public void publishNoise(UUID callId, byte[] noise) {
    send(Topic.CALL_EVENTS, callId.toString(), noise);
  }

  private void send(Topic topic, String key, MessageLite value) {
    send(topic, key, value.toByteArray());
  }

  private void send(Topic topic, String key, byte[] value) {
    end(begin(topic, key, value));
  }

  private Future<RecordMetadata> begin(Topic topic, String key, byte[] value) {
    return producer.send(
        new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void end(Future<RecordMetadata> sent) {
    try {
      RecordMetadata at = sent.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      published.merge(new TopicPartition(at.topic(), at.partition()), at.offset(), Math::max);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not accept a record", e);
    }
  }

  /// Whether every published event of a call is in the tables: a row is committed before its
  /// offset. Without this check, a test may see a call's first event but not its last.
  public boolean projected() {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets("history-service")
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return published.entrySet().stream()
          .filter(it -> it.getKey().topic().equals(Topic.CALL_EVENTS.topicName()))
          .allMatch(
              it -> {
                OffsetAndMetadata next = committed.get(it.getKey());
                return next != null && next.offset() > it.getValue();
              });
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not return offsets", e);
    }
  }

  /// Publishes that a device has registered, as its gateway does.
  public void publish(DeviceRoute online, Instant at) {
    DeviceEvent event =
        DeviceEvent.newBuilder()
            .setDevice(online)
            .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
            .setOnline(DeviceOnline.getDefaultInstance())
            .build();
    send(Topic.DEVICE_EVENTS, online.getUserId() + ":" + online.getDeviceId(), event);
  }

  /// Returns the numbers of missed calls that a device was sent, in order.
  public List<Integer> missedCallCounts(DeviceRoute device) {
    return all(Topic.GATEWAY_INBOX).stream()
        .filter(record -> record.partition() == device.getGateway())
        .map(record -> delivery(record.value()))
        .filter(it -> it.getTo().equals(device) && it.getMessage().hasMissedCalls())
        .map(it -> it.getMessage().getMissedCalls().getCount())
        .toList();
  }

  private static Delivery delivery(byte[] value) {
    try {
      return Delivery.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("not a delivery", e);
    }
  }

  /// Returns all dead letters.
  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return all(Topic.DEAD_LETTERS);
  }

  private List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
    Map<String, Object> properties = Map.of("bootstrap.servers", servers);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> known = consumer.partitionsFor(topic.topicName(), TIMEOUT);
      List<TopicPartition> partitions =
          known.stream().map(it -> new TopicPartition(it.topic(), it.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
      while (partitions.stream()
          .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        consumer.poll(TIMEOUT).forEach(found::add);
      }
    }
    return found;
  }

  @PreDestroy
  void close() {
    producer.close(TIMEOUT);
    admin.close(TIMEOUT);
  }
}
