package dev.visavis.presence.log;

import dev.visavis.presence.PresenceConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Creates consumers, configured for low latency and quick takeover.
@ApplicationScoped
public class ConsumerFactory {
  private final Map<String, Object> kafka;
  private final PresenceConfig config;

  ConsumerFactory(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PresenceConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  /// The group's partitions move 6 s after an instance has died. Uses the classic group protocol,
  /// because the newer one cannot detect a dead instance before the broker's minimum of 45 s.
  Consumer<byte[], byte[]> inGroup(String group) {
    Map<String, Object> settings = base();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batchSize());
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return create(settings);
  }

  /// A consumer without a group, for reading chosen partitions from any offset.
  public Consumer<byte[], byte[]> withoutGroup() {
    return create(base());
  }

  private Map<String, Object> base() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    // A replay of dead letters is a transaction; an aborted one must not be read.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return settings;
  }

  private static Consumer<byte[], byte[]> create(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
