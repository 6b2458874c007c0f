package dev.visavis.presence.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.protobuf.MessageLite;
import dev.visavis.presence.PresenceConfig;
import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.kafka.DeadLetters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes records to Kafka and waits for the acknowledgement.
@ApplicationScoped
public class RecordWriter {
  private final Producer<byte[], byte[]> producer;
  private final Duration timeout;
  private final MeterRegistry metrics;
  private final Counter deadLetters;

  @Inject
  RecordWriter(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      PresenceConfig config,
      MeterRegistry metrics) {
    this(
        new KafkaProducer<>(
            settings(kafka, config), new ByteArraySerializer(), new ByteArraySerializer()),
        config.kafkaTimeout(),
        metrics);
  }

  RecordWriter(Producer<byte[], byte[]> producer, Duration timeout, MeterRegistry metrics) {
    this.producer = producer;
    this.timeout = timeout;
    this.metrics = metrics;
    this.deadLetters = DeadLetters.counter(metrics);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, PresenceConfig config) {
    Map<String, Object> settings = new HashMap<>(kafka);
    long limit = config.kafkaTimeout().toMillis();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limit);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) limit);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit / 2);
    return settings;
  }

  /// Returns once all are acknowledged.
  ///
  /// @throws KafkaUnavailableException if not all were acknowledged in time; any of them may be
  ///     written
  public void write(List<Output> outputs) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      sent.add(producer.send(record(output)));
    }
    for (Future<RecordMetadata> one : sent) {
      await(one);
    }
    outputs.forEach(this::count);
  }

  /// Writes a record that cannot be processed to the dead letters.
  ///
  /// @throws KafkaUnavailableException as [#write]
  public void writeDeadLetter(ConsumerRecord<byte[], byte[]> record, Exception error) {
    await(producer.send(DeadLetters.of(record, "presence-service", error)));
    deadLetters.increment();
  }

  private void await(Future<RecordMetadata> sent) {
    try {
      sent.get(timeout.toMillis(), MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaUnavailableException("Kafka did not accept a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("stopped while writing to Kafka", e);
    }
  }

  private void count(Output output) {
    String kind =
        switch (output) {
          case Output.Command o -> o.command().getCommandCase().name();
          case Output.ToGateway o -> o.delivery().getActionCase().name();
          case Output.Device o -> "DEVICE_" + o.event().getChangeCase().name();
        };
    metrics.counter("visavis.presence.outputs", "kind", kind.toLowerCase(Locale.ROOT)).increment();
  }

  private static ProducerRecord<byte[], byte[]> record(Output output) {
    return switch (output) {
      case Output.Command o ->
          record(Topic.CALL_COMMANDS, null, o.command().getCallId(), o.command());
      case Output.ToGateway o ->
          record(Topic.GATEWAY_INBOX, o.delivery().getTo().getGateway(), null, o.delivery());
      case Output.Device o -> {
        DeviceRoute device = o.event().getDevice();
        yield record(
            Topic.DEVICE_EVENTS,
            Partitions.forUser(device.getUserId(), Topic.DEVICE_EVENTS.partitions()),
            device.getUserId() + ":" + device.getDeviceId(),
            o.event());
      }
    };
  }

  private static ProducerRecord<byte[], byte[]> record(
      Topic topic, @Nullable Integer partition, @Nullable String key, MessageLite value) {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    return new ProducerRecord<>(topic.topicName(), partition, keyBytes, value.toByteArray());
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
