package dev.visavis.proto;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Kafka topics (docs/protocol.md, "Events for programs"), with their names, partitions and
/// retention.
///
/// A key's partition depends on the number of partitions, so that number never changes on a live
/// cluster.
public enum Topic {
  /// Key callId, value `CallCommand`.
  CALL_COMMANDS("visavis.call.commands", 8, Duration.ofDays(1)),
  /// Key callId, value `CallEvent`.
  CALL_EVENTS("visavis.call.events", 8, Duration.ofDays(7)),
  /// Key callId, value `CallQuality`: the devices' reports on received media.
  CALL_QUALITY("visavis.call.quality", 8, Duration.ofDays(7)),
  /// Key `userId:deviceId`, value `DeviceEvent`; partitioned by userId, so that a user's devices
  /// stay in order.
  DEVICE_EVENTS("visavis.device.events", 8, null),
  /// Key userId, value `UserProfile`.
  USER_PROFILES("visavis.user.profiles", 4, null),
  /// No key; partition = gateway, value `Delivery`. The number of partitions is the maximum number
  /// of gateways.
  GATEWAY_INBOX("visavis.gateway.inbox", 16, Duration.ofMinutes(10)),
  /// The original key and value of an unprocessed record, with its origin and the error in the
  /// headers.
  DEAD_LETTERS("visavis.dead-letters", 4, Duration.ofDays(14));

  private static final Duration MAX_SEGMENT = Duration.ofHours(6);

  private final String topicName;
  private final int partitions;
  private final @Nullable Duration retention;

  Topic(String topicName, int partitions, @Nullable Duration retention) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.retention = retention;
  }

  public String topicName() {
    return topicName;
  }

  /// The number of partitions, or its default if it is configurable ([#hasConfigurablePartitions]).
  public int partitions() {
    return partitions;
  }

  /// Whether a cluster may have another number. It is the maximum number of active call-service
  /// instances, and each partition increases the cost of every batch. Both topics have the same
  /// number.
  public boolean hasConfigurablePartitions() {
    return this == CALL_COMMANDS || this == CALL_EVENTS;
  }

  /// How long records are kept; null for a compacted topic, which keeps the latest record of each
  /// key.
  public @Nullable Duration retention() {
    return retention;
  }

  /// The topic's settings in Kafka, by their Kafka names.
  public Map<String, String> settings() {
    if (retention == null) {
      return Map.of(
          "cleanup.policy", "compact",
          "segment.ms", Long.toString(Duration.ofHours(1).toMillis()),
          "min.cleanable.dirty.ratio", "0.2");
    }
    // Kafka deletes only closed segments: short ones keep the retention near its setting.
    Duration quarter = retention.dividedBy(4);
    Duration segment = quarter.compareTo(MAX_SEGMENT) < 0 ? quarter : MAX_SEGMENT;
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", Long.toString(retention.toMillis()),
        "segment.ms", Long.toString(segment.toMillis()));
  }
}
