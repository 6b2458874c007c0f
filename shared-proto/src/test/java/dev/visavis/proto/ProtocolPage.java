package dev.visavis.proto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// docs/protocol.md, by its sections.
///
/// @param sections the text below each heading, up to the next one of any level
record ProtocolPage(String text, Map<String, String> sections) {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^##+ (?<title>[^\n]+)\n(?<body>.*?)(?=^##+ |\\z)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?<name>[^`]+)` \\|(?<rest>.*)$");
  private static final Pattern EXAMPLES = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  static ProtocolPage read() throws IOException {
    String text = Files.readString(Path.of("../docs/protocol.md"));
    Map<String, String> sections = new TreeMap<>();
    for (MatchResult section : SECTION.matcher(text).results().toList()) {
      sections.put(section.group("title").replace("`", ""), section.group("body"));
    }
    return new ProtocolPage(text, sections);
  }

  /// Empty if there is no such section.
  String section(String title) {
    return sections.getOrDefault(title, "");
  }

  /// The first column of the section's tables, and the rest of each row.
  Map<String, String> rows(String title) {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(section(title))
        .results()
        .forEach(row -> rows.put(row.group("name"), row.group("rest")));
    return rows;
  }

  /// Each example begins in the first column of a line.
  static List<String> examples(String text) {
    List<String> examples = new ArrayList<>();
    EXAMPLES
        .matcher(text)
        .results()
        .forEach(block -> examples.addAll(List.of(block.group(1).split("(?m)^(?=\\{)"))));
    return examples;
  }
}
