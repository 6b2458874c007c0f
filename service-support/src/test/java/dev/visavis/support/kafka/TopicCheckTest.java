package dev.visavis.support.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.proto.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares topics that were created by hand, on a real broker.
class TopicCheckTest {
  @TempDir private static Path dir;
  private static EmbeddedKafka kafka;
  private static Admin admin;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    kafka.process().kill();
  }

  @Test
  void aDeclaredOrMissingTopicIsNotAContradiction() throws Exception {
    make(Topic.USER_PROFILES, Topic.USER_PROFILES.partitions(), Topic.USER_PROFILES.settings());
    assertEquals(List.of(), check(Topic.USER_PROFILES, Topic.DEAD_LETTERS));
  }

  @Test
  void aWrongNumberOfPartitionsIsReportedWithTheRemedy() throws Exception {
    make(Topic.CALL_QUALITY, 3, Topic.CALL_QUALITY.settings());
    List<String> found = check(Topic.CALL_QUALITY);
    assertEquals(1, found.size(), found.toString());
    assertTrue(
        found.getFirst().startsWith("topic visavis.call.quality has 3 partitions and must have 8"),
        found.getFirst());
  }

  @Test
  void theCallTopicsMayHaveAnyCommonNumberOfPartitions() throws Exception {
    make(Topic.CALL_COMMANDS, 2, Topic.CALL_COMMANDS.settings());
    make(Topic.CALL_EVENTS, 2, Topic.CALL_EVENTS.settings());
    assertEquals(List.of(), check(Topic.CALL_COMMANDS, Topic.CALL_EVENTS));

    make("visavis-call-service-calls-changelog", 4, Map.of());
    List<String> found = check(Topic.CALL_COMMANDS);
    assertEquals(1, found.size(), found.toString());
    assertTrue(
        found.getFirst().startsWith("topic visavis.call.commands has 2 partitions and must have 4"),
        found.getFirst());
  }

  @Test
  void aWrongCleanupPolicyIsReportedWithTheCommandThatFixesIt() throws Exception {
    make(Topic.DEVICE_EVENTS, Topic.DEVICE_EVENTS.partitions(), Map.of("cleanup.policy", "delete"));
    List<String> found = check(Topic.DEVICE_EVENTS);
    assertEquals(1, found.size(), found.toString());
    assertTrue(
        found
            .getFirst()
            .endsWith("--entity-name visavis.device.events --add-config cleanup.policy=compact"),
        found.getFirst());
  }

  private static List<String> check(Topic... topics) throws Exception {
    return TopicCheck.contradictions(admin, List.of(topics));
  }

  /// Creates a topic and waits until clients see it.
  private static void make(Topic topic, int partitions, Map<String, String> settings)
      throws Exception {
    make(topic.topicName(), partitions, settings);
  }

  private static void make(String topic, int partitions, Map<String, String> settings)
      throws Exception {
    NewTopic made = new NewTopic(topic, partitions, (short) 1).configs(settings);
    admin.createTopics(List.of(made)).all().get(20, TimeUnit.SECONDS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!admin.listTopics().names().get(20, TimeUnit.SECONDS).contains(topic)) {
      assertTrue(System.nanoTime() < deadline, "the topic is not there");
    }
  }
}
