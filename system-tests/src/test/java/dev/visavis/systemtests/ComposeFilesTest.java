package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.visavis.devstack.edge.Upstream;
import dev.visavis.proto.Topic;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks that `docker-compose.yml` and `compose/` agree with the code on topics, numbers and
/// paths.
class ComposeFilesTest {
  private final Path root = Stack.repositoryRoot();
  private final Path folder = root.resolve("compose");

  @Test
  void topicsAgreeWithTheCode() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (Topic topic : Topic.values()) {
      Stream<String> settings = topic.settings().entrySet().stream().map(Object::toString);
      declared.add(line(topic.topicName() + " " + topic.partitions(), settings));
    }
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("kafka/topics.txt"))) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", 3);
        listed.add(line(words[0] + " " + words[1], Stream.of(words[2].split(" ", -1))));
      }
    }
    assertEquals(declared, listed);
  }

  private static String line(String topic, Stream<String> settings) {
    return topic + settings.sorted().collect(Collectors.joining(" ", " ", ""));
  }

  @Test
  void theNumberOfGatewaysIsLimitedByTheInboxPartitions() throws IOException {
    JsonNode compose = new YAMLMapper().readTree(root.resolve("docker-compose.yml").toFile());
    for (String service : List.of("signaling-gateway", "media-service")) {
      JsonNode environment = compose.path("services").path(service).path("environment");
      assertEquals(
          Topic.GATEWAY_INBOX.partitions(),
          environment.path("VISAVIS_INBOX_NUMBERS_BELOW").asInt(),
          service);
    }
  }

  /// Janus listens for media-service at the host's address in the network of the containers.
  @Test
  void theApiOfJanusIsInTheNetworkOfTheContainers() throws IOException {
    String compose = Files.readString(root.resolve("docker-compose.yml"));
    assertTrue(compose.contains("subnet: \"${VISAVIS_SUBNET:-172.30.84.0/24}\""), compose);
    assertTrue(compose.contains("JANUS_API_ADDRESS: ${JANUS_API_ADDRESS:-172.30.84.1}"), compose);
  }

  @Test
  void theEdgeForwardsThePathsOfTheServices() throws IOException {
    Set<String> passedOn =
        Files.readAllLines(folder.resolve("edge/Caddyfile")).stream()
            .map(String::strip)
            .filter(
                line -> line.matches("@[a-z]+ path .*") && !line.matches("@(none|docs|picture) .*"))
            .flatMap(line -> Stream.of(line.split(" ", -1)).skip(2))
            .filter(path -> !path.endsWith("/*"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served =
        Arrays.stream(Upstream.values())
            .map(Upstream::paths)
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(served, passedOn);
  }
}
