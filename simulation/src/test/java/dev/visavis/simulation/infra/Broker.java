package dev.visavis.simulation.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/// The topics, with the partitions that the schema defines, and the changelogs of call-service.
public final class Broker {
  private final Map<Topic, List<LogPartition>> topics = new EnumMap<>(Topic.class);
  private final List<LogPartition> changelogs;

  public Broker() {
    for (Topic topic : Topic.values()) {
      topics.put(
          topic,
          IntStream.range(0, topic.partitions())
              .mapToObj(number -> new LogPartition(topic, number))
              .toList());
    }
    changelogs =
        IntStream.range(0, Topic.CALL_COMMANDS.partitions())
            .mapToObj(number -> new LogPartition("changelog-" + number))
            .toList();
  }

  public List<LogPartition> of(Topic topic) {
    return topics.getOrDefault(topic, List.of());
  }

  public LogPartition of(Topic topic, int partition) {
    return of(topic).get(partition);
  }

  /// The partition to which Kafka's producer writes a record with this key.
  public LogPartition of(Topic topic, String key) {
    byte[] bytes = key.getBytes(UTF_8);
    return of(topic, Utils.toPositive(Utils.murmur2(bytes)) % topic.partitions());
  }

  public LogPartition ofUser(String userId) {
    return of(Topic.DEVICE_EVENTS, Partitions.forUser(userId, Topic.DEVICE_EVENTS.partitions()));
  }

  public LogPartition changelog(int partition) {
    return changelogs.get(partition);
  }

  public Stream<LogPartition.Entry> all(Topic topic) {
    return of(topic).stream().flatMap(partition -> partition.entries().stream());
  }
}
