package dev.visavis.presence.rebuild;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.proto.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The id of the device topic. The offsets of a recreated topic start at 0 again, so its records
/// would seem older than those that Redis has applied.
@ApplicationScoped
class DeviceTopicId {
  private final Map<String, Object> kafka;
  private final long timeoutMs;
  private @Nullable String known;

  DeviceTopicId(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PresenceConfig config) {
    this.kafka = new HashMap<>(kafka);
    this.timeoutMs = config.kafkaTimeout().toMillis();
    this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeoutMs);
    this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeoutMs / 2);
  }

  /// The topic's id, read once: no topic is recreated while a service runs.
  String current() {
    if (known == null) {
      known = ask();
    }
    return known;
  }

  private String ask() {
    String topic = Topic.DEVICE_EVENTS.topicName();
    try (Admin admin = Admin.create(kafka)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(timeoutMs, TimeUnit.MILLISECONDS)
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Kafka did not describe " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped while asking for " + topic, e);
    }
  }
}
