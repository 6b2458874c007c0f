package dev.visavis.systemtests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.systemtests.support.Stack;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Kills each of three brokers once while users call each other. It runs only with `./visavis test
/// cluster`, which starts the stack that it needs.
class BrokersUnderLoad {
  private static final int BROKERS = 3;

  @TestFactory
  Stream<DynamicTest> callsContinueWhenABrokerIsKilled() {
    List<Fault> faults = Stream.of("kafka-0", "kafka-1", "kafka-2").map(Fault::kill).toList();
    return new FaultRun(Stack.shared(), "cluster").tests(faults);
  }

  @Test
  void everyRecordIsOnThreeBrokersAndAcknowledgedByTwo() throws Exception {
    try (Admin admin = Admin.create(Stack.shared().kafkaClient())) {
      Set<String> names =
          admin
              .listTopics(new ListTopicsOptions().listInternal(true))
              .names()
              .get(30, TimeUnit.SECONDS);
      assertTrue(names.contains("__consumer_offsets"), names::toString);
      for (TopicDescription topic :
          admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS).values()) {
        topic
            .partitions()
            .forEach(partition -> assertEquals(BROKERS, partition.replicas().size(), topic.name()));
      }
      Set<ConfigResource> resources =
          names.stream()
              .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
              .collect(Collectors.toSet());
      admin
          .describeConfigs(resources)
          .all()
          .get(30, TimeUnit.SECONDS)
          .forEach(
              (topic, config) ->
                  assertEquals("2", config.get("min.insync.replicas").value(), topic.name()));
    }
  }
}
