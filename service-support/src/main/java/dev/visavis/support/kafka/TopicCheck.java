package dev.visavis.support.kafka;

import dev.visavis.proto.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Checks whether the topics of a cluster match their declarations in [Topic].
///
/// With another number of partitions, instances would look for keys in the wrong partitions. Where
/// the operator chooses the number, it must be the one with which calls were decided. A topic with
/// the wrong cleanup policy loses records that it must keep. Retention is the operator's choice and
/// is not compared.
final class TopicCheck {
  private static final int TIMEOUT_SECONDS = 5;
  private static final String CLEANUP = "cleanup.policy";

  /// The changelog of call-service's store; created with the number of partitions that the commands
  /// had then.
  private static final String CALLS = "visavis-call-service-calls-changelog";

  private TopicCheck() {}

  /// Returns each contradiction with its remedy. A topic that does not exist yet is not a
  /// contradiction.
  static List<String> contradictions(Admin admin, Collection<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Integer> partitions =
        partitions(
            admin, Stream.concat(topics.stream().map(Topic::topicName), Stream.of(CALLS)).toList());
    int byCall =
        partitions.getOrDefault(CALLS, partitions.getOrDefault(Topic.CALL_COMMANDS.topicName(), 0));
    List<Topic> there =
        topics.stream().filter(topic -> partitions.containsKey(topic.topicName())).toList();
    Map<String, String> cleanups = cleanups(admin, there);
    List<String> found = new ArrayList<>();
    for (Topic topic : there) {
      String name = topic.topicName();
      int actual = partitions.getOrDefault(name, 0);
      int wantedPartitions =
          topic.hasConfigurablePartitions() && byCall > 0 ? byCall : topic.partitions();
      if (actual != wantedPartitions) {
        found.add(
            "topic %s has %d partitions and must have %d, which cannot be changed while it has records: see docs/topics.md"
                .formatted(name, actual, wantedPartitions));
      }
      String wanted = topic.settings().get(CLEANUP);
      String cleanup = cleanups.getOrDefault(name, "");
      if (!cleanup.equals(wanted)) {
        found.add(
            "topic %1$s has %2$s=%3$s and must have %4$s: kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics --entity-name %1$s --add-config %2$s=%4$s"
                .formatted(name, CLEANUP, cleanup, wanted));
      }
    }
    return found;
  }

  /// The number of partitions of each existing topic, by name.
  private static Map<String, Integer> partitions(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Integer> partitions = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> asked :
        admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        TopicDescription topic = asked.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        partitions.put(asked.getKey(), topic.partitions().size());
      } catch (ExecutionException e) {
        boolean isHidden =
            e.getCause() instanceof TopicAuthorizationException && asked.getKey().equals(CALLS);
        if (!isHidden && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return partitions;
  }

  private static Map<String, String> cleanups(Admin admin, List<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()))
            .toList();
    Map<String, String> cleanups = new HashMap<>();
    admin
        .describeConfigs(resources)
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .forEach((topic, config) -> cleanups.put(topic.name(), config.get(CLEANUP).value()));
    return cleanups;
  }
}
