package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.proto.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands of docs/kubernetes.md work, and its tables match the chart.
class DocsTest {
  private static final String COMMAND = "helm template visavis helm/visavis ";

  static Stream<String> commands() throws IOException {
    return page().lines().map(String::strip).filter(line -> line.startsWith(COMMAND));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itsCommandsRender(String command) throws IOException {
    var template = Chart.template();
    Iterator<String> words = List.of(command.substring(COMMAND.length()).split(" +")).iterator();
    while (words.hasNext()) {
      String option = words.next();
      String value = words.next();
      switch (option) {
        case "-n" -> template.withNamespace(value);
        case "-f" -> template.withValuesFile(Chart.ROOT.resolve(value));
        case "--set" -> {
          String[] setting = value.split("=", 2);
          template.set(setting[0], setting[1]);
        }
        default -> throw new IllegalStateException("the test does not know " + option);
      }
    }
    var rendered = Rendered.parse(template.call());
    rendered.objects().forEach(StrictTypes::read);
    assertEquals(List.of(), References.broken(rendered));
  }

  @Test
  void theTableOfTopicsMatchesTheirDeclarations() throws IOException {
    Map<String, String> rows = new HashMap<>();
    Pattern.compile("\\| `(visavis\\.[a-z.-]+)` \\| (.*) \\|")
        .matcher(page())
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    assertEquals(Topic.values().length, rows.size());
    for (Topic topic : Topic.values()) {
      String[] row = String.valueOf(rows.get(topic.topicName())).split(" \\| ", 2);
      Map<String, String> configuration = new HashMap<>();
      for (String setting : row[1].replace("`", "").split(" ", -1)) {
        String[] parts = setting.split("=", 2);
        configuration.put(parts[0], parts[1]);
      }
      assertEquals(Integer.toString(topic.partitions()), row[0], topic.topicName());
      assertEquals(topic.settings(), configuration, topic.topicName());
    }
  }

  @Test
  void theTableOfRightsMatchesTheChart() throws IOException {
    var topics = Files.readString(Chart.ROOT.resolve("docs/topics.md"));
    var components =
        Rendered.yaml(Files.readString(Chart.DIRECTORY.resolve("files/components.yaml")));
    int rows = 0;
    for (var component : components.properties()) {
      JsonNode kafka = component.getValue().path("kafka");
      if (!kafka.isMissingNode()) {
        String name = component.getKey().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        String row =
            Stream.of("reads", "writes", "groups")
                .map(kind -> quoted(kafka.path(kind)))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
        assertTrue(topics.contains(row), row);
        rows++;
      }
    }
    assertEquals(7, rows);
  }

  private static String quoted(JsonNode names) {
    return Rendered.stream(names)
        .map(name -> "`" + name.asText() + "`")
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyNamedValueExists() throws IOException {
    var values = Rendered.yaml(Files.readString(Chart.DIRECTORY.resolve("values.yaml")));
    var roots = String.join("|", values.properties().stream().map(Map.Entry::getKey).toList());
    var named =
        Pattern.compile("`((?:" + roots + ")(?:\\.[a-zA-Z]+)+)(?:=[^`]*)?`")
            .matcher(page())
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertTrue(named.size() > 15, named::toString);
    for (String name : named) {
      assertTrue(!values.at("/" + name.replace('.', '/')).isMissingNode(), name);
    }
  }

  private static String page() throws IOException {
    return Files.readString(Chart.ROOT.resolve("docs/kubernetes.md"));
  }
}
