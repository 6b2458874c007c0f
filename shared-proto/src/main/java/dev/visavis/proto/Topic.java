package dev.visavis.proto;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Kafka topics (docs/protocol.md, "Events for programs"): the one place that says how they are
/// named, partitioned and kept.
///
/// A topic's number of partitions is part of where a key lives, so it never changes on a live
/// cluster.
public enum Topic {
  /// Key callId, value `CallCommand`.
  CALL_COMMANDS("visavis.call.commands", 8, Duration.ofDays(1)),
  /// Key callId, value `CallEvent`.
  CALL_EVENTS("visavis.call.events", 8, Duration.ofDays(7)),
  /// Key callId, value `CallQuality`: how media arrives, as the devices report it.
  CALL_QUALITY("visavis.call.quality", 8, Duration.ofDays(7)),
  /// Key `userId:deviceId`, value `DeviceEvent`; partitioned by userId, so that a user's devices
  /// stay in order.
  DEVICE_EVENTS("visavis.device.events", 8, null),
  /// Key userId, value `UserProfile`.
  USER_PROFILES("visavis.user.profiles", 4, null),
  /// No key; partition = gateway, value `Delivery`. Its partitions are the most gateways there can
  /// be.
  GATEWAY_INBOX("visavis.gateway.inbox", 16, Duration.ofMinutes(10)),
  /// The original key and value of a record that could not be processed, origin and error in its
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

  /// How many partitions the topic has, unless whoever makes it may choose otherwise
  /// ([#hasConfigurablePartitions]).
  public int partitions() {
    return partitions;
  }

  /// Whether a cluster may have another number: as many instances of call-service decide at once as
  /// there are partitions, and each makes every batch dearer. Both topics have the same number.
  public boolean hasConfigurablePartitions() {
    return this == CALL_COMMANDS || this == CALL_EVENTS;
  }

  /// How long records are kept; null: compacted, the latest of each key for ever.
  public @Nullable Duration retention() {
    return retention;
  }

  /// The topic's own settings in Kafka, by their names there.
  public Map<String, String> settings() {
    if (retention == null) {
      return Map.of(
          "cleanup.policy", "compact",
          "segment.ms", Long.toString(Duration.ofHours(1).toMillis()),
          "min.cleanable.dirty.ratio", "0.2");
    }
    // Kafka deletes whole closed segments: short ones make the retention mean what it says.
    Duration quarter = retention.dividedBy(4);
    Duration segment = quarter.compareTo(MAX_SEGMENT) < 0 ? quarter : MAX_SEGMENT;
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", Long.toString(retention.toMillis()),
        "segment.ms", Long.toString(segment.toMillis()));
  }
}
