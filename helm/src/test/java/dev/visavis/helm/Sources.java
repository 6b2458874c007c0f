package dev.visavis.helm;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sources of a service.
record Sources(String module) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9.-]+)(?::[^}]*)?}");

  /// The service's key in the chart: `signalingGateway` for `signaling-gateway`.
  String key() {
    Matcher dashes = Pattern.compile("-(.)").matcher(module);
    return dashes.replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  Properties properties() throws IOException {
    return read(Chart.ROOT.resolve(module + "/src/main/resources/application.properties"));
  }

  /// The properties that all services inherit.
  static Properties shared() throws IOException {
    return read(
        Chart.ROOT.resolve(
            "service-support/src/main/resources/META-INF/microprofile-config.properties"));
  }

  String pom() throws IOException {
    return Files.readString(Chart.ROOT.resolve(module + "/pom.xml"));
  }

  List<Path> java() throws IOException {
    try (var files = Files.walk(Chart.ROOT.resolve(module + "/src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : java()) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  /// The keys that a text refers to as `${key}` or `${key:default}`.
  static Set<String> references(String text) {
    return REFERENCE
        .matcher(text)
        .results()
        .map(reference -> reference.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Sorted by name.
  static TreeMap<String, String> sorted(Properties properties) {
    TreeMap<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
    return sorted;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    return properties;
  }
}
