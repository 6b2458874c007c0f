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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Whether the topics of a cluster are such as [Topic] declares them.
///
/// Another number of partitions would put keys elsewhere than other instances look for them, and a
/// compacted topic that is not (or the other way round) loses what it must keep. How long records
/// are kept is the operator's to say, so it is not compared.
final class TopicCheck {
  private static final int TIMEOUT_SECONDS = 5;
  private static final String CLEANUP = "cleanup.policy";

  private TopicCheck() {}

  /// What contradicts, each with the way to mend it; a topic that is not there (yet) does not.
  static List<String> contradictions(Admin admin, Collection<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> found = new ArrayList<>();
    for (Topic topic : topics) {
      try {
        found.addAll(contradictions(admin, topic));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return found;
  }

  private static List<String> contradictions(Admin admin, Topic topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    String name = topic.topicName();
    List<String> found = new ArrayList<>();
    Map<String, TopicDescription> described =
        admin.describeTopics(List.of(name)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    int partitions =
        described.values().stream().mapToInt(topicNow -> topicNow.partitions().size()).sum();
    if (partitions != topic.partitions()) {
      found.add(
          "topic %s has %d partitions and must have %d, which cannot be changed while it has records: see docs/topics.md"
              .formatted(name, partitions, topic.partitions()));
    }
    String wanted = topic.settings().get(CLEANUP);
    String actual = cleanup(admin, name);
    if (!actual.equals(wanted)) {
      found.add(
          "topic %1$s has %2$s=%3$s and must have %4$s: kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics --entity-name %1$s --add-config %2$s=%4$s"
              .formatted(name, CLEANUP, actual, wanted));
    }
    return found;
  }

  private static String cleanup(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> configs =
        new HashMap<>(
            admin.describeConfigs(List.of(resource)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    Config config = configs.get(resource);
    return config == null || config.get(CLEANUP) == null ? "" : config.get(CLEANUP).value();
  }
}
