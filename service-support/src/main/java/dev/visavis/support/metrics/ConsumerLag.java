package dev.visavis.support.metrics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `visavis_consumer_lag`: the number of records of a topic that a consumer group has not committed
/// yet, over all its members; NaN while Kafka does not answer. Read from the broker, because a
/// consumer that is paused or stuck does not know its lag.
public final class ConsumerLag implements AutoCloseable {
  public static final String NAME = "visavis.consumer.lag";

  private static final Logger LOG = Logger.getLogger(ConsumerLag.class);
  private static final long INTERVAL_MS = 5_000;
  private static final int TIMEOUT_MS = 4_000;

  private final Map<String, Object> settings;
  private final MeterRegistry meters;
  private final List<Group> groups = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("consumer-lag").factory());
  private volatile @Nullable Admin admin;

  /// @param kafka the client settings for Kafka
  public ConsumerLag(Map<String, Object> kafka, MeterRegistry meters) {
    this.settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "consumer-lag");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
    this.meters = meters;
    thread.scheduleWithFixedDelay(this::update, INTERVAL_MS, INTERVAL_MS, MILLISECONDS);
  }

  private static final class Group {
    private final String name;
    private final Topic topic;
    private volatile double lag = Double.NaN;

    Group(String name, Topic topic) {
      this.name = name;
      this.topic = topic;
    }
  }

  /// Watches a group that begins at the start of the topic.
  public void watch(String group, Topic topic) {
    Group watched = new Group(group, topic);
    Gauge.builder(NAME, watched, one -> one.lag)
        .description("records that the consumer group has not committed yet")
        .tag("group", group)
        .tag("topic", topic.topicName())
        .strongReference(true)
        .register(meters);
    groups.add(watched);
  }

  private void update() {
    for (Group group : groups) {
      try {
        group.lag = lag(admin(), group);
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        group.lag = Double.NaN;
        LOG.debugf("The lag of %s is unknown: %s", group.name, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Admin admin() {
    Admin used = admin;
    if (used == null) {
      used = Admin.create(settings);
      admin = used;
    }
    return used;
  }

  private static double lag(Admin admin, Group group)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(admin.listConsumerGroupOffsets(group.name).partitionsToOffsetAndMetadata());
    List<TopicPartition> partitions = partitions(admin, group.topic.topicName());
    Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(admin, partitions, OffsetSpec.latest());
    return end.entrySet().stream()
        .mapToDouble(
            partition -> {
              long from = first.getOrDefault(partition.getKey(), 0L);
              OffsetAndMetadata position = committed.get(partition.getKey());
              long next = position == null ? from : Math.max(from, position.offset());
              return Math.max(0, partition.getValue() - next);
            })
        .sum();
  }

  private static List<TopicPartition> partitions(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .flatMap(description -> description.partitions().stream())
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
    return await(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private static <T> T await(KafkaFuture<T> response)
      throws ExecutionException, TimeoutException, InterruptedException {
    return response.get(TIMEOUT_MS, MILLISECONDS);
  }

  /// Stops reading the lag; the gauges keep their last values.
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(TIMEOUT_MS, MILLISECONDS)) {
        LOG.debug("A query of the lag is still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Admin used = admin;
    if (used != null) {
      used.close(Duration.ofMillis(TIMEOUT_MS));
    }
  }
}
