package dev.visavis.infra;

import dev.visavis.proto.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics as `Topic` declares them. Running it again changes nothing.
public final class TopicCreator {
  private static final long TIMEOUT_SECONDS = 60;
  private static final long POLL_MILLIS = 200;

  private TopicCreator() {}

  /// Creates all topics with the number of partitions in [Topic].
  public static void createAll(String bootstrapServers, short replicationFactor) {
    createAll(
        Map.of("bootstrap.servers", bootstrapServers),
        replicationFactor,
        Topic.CALL_COMMANDS.partitions());
  }

  /// Waits until enough brokers for all replicas are running, then creates all topics.
  ///
  /// @param client settings of a Kafka client
  /// @param callPartitions for the topics whose number is configurable; existing ones keep theirs
  /// @throws InfraException if a topic cannot be created or has another number of partitions
  public static void createAll(
      Map<String, String> client, short replicationFactor, int callPartitions) {
    var settings = new HashMap<String, Object>(client);
    settings.put("default.api.timeout.ms", (int) Duration.ofSeconds(TIMEOUT_SECONDS).toMillis());
    var admin = Admin.create(settings);
    try {
      awaitBrokers(admin, replicationFactor);
      var existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      for (var topic : Topic.values()) {
        int partitions = topic.hasConfigurablePartitions() ? callPartitions : topic.partitions();
        if (existing.contains(topic.topicName())
            || !create(admin, topic, partitions, replicationFactor)) {
          confirm(admin, topic);
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new InfraException("the topics cannot be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while creating the topics", e);
    } finally {
      admin.close(Duration.ZERO); // do not wait for pending requests
    }
  }

  private static void awaitBrokers(Admin admin, int count)
      throws ExecutionException, InterruptedException, TimeoutException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).size() < count) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("fewer than " + count + " brokers are running");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// Returns false if the topic exists already.
  private static boolean create(Admin admin, Topic topic, int partitions, short replicationFactor)
      throws ExecutionException, InterruptedException, TimeoutException {
    var wanted =
        new NewTopic(topic.topicName(), partitions, replicationFactor).configs(topic.settings());
    try {
      admin.createTopics(List.of(wanted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static void confirm(Admin admin, Topic topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    var name = topic.topicName();
    var description =
        Objects.requireNonNull(
            admin
                .describeTopics(List.of(name))
                .allTopicNames()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .get(name));
    int partitions = description.partitions().size();
    if (partitions != topic.partitions() && !topic.hasConfigurablePartitions()) {
      throw new InfraException(
          "topic %s has %d partitions, Visavis needs %d: keys would move; start with new data"
              .formatted(name, partitions, topic.partitions()));
    }
    var operations =
        topic.settings().entrySet().stream()
            .map(
                e ->
                    new AlterConfigOp(
                        new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), operations))
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
