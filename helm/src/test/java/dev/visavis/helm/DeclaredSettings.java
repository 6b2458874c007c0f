package dev.visavis.helm;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The settings of a service: from its configuration types, its properties, the shared properties,
/// and references to keys.
final class DeclaredSettings {
  private static final Pattern THIS_MACHINE = Pattern.compile("127\\.0\\.0\\.1|localhost");

  private final Sources service;
  private final Map<String, ConfigMappings.Setting> mapped;
  private final Map<String, String> own;
  private final Map<String, String> shared;
  private final String text;

  private DeclaredSettings(Sources service) throws IOException {
    this.service = service;
    this.mapped = ConfigMappings.of(service);
    this.own = Sources.sorted(service.properties());
    this.shared = Sources.sorted(Sources.shared());
    this.text = service.text();
  }

  static DeclaredSettings of(Sources service) throws IOException {
    return new DeclaredSettings(service);
  }

  /// The environment variables that the service reads.
  Set<String> variables() throws IOException {
    Set<String> keys = new TreeSet<>(mapped.keySet());
    for (Map<String, String> properties : List.of(own, shared)) {
      properties.forEach(
          (key, value) -> {
            keys.add(withoutProfile(key));
            keys.addAll(Sources.references(value));
          });
    }
    keys.addAll(Sources.references(text));
    keys.addAll(datasource());
    return asVariables(keys);
  }

  /// The variables without a usable default in production: without a value, or with an address on
  /// the same machine.
  Set<String> required() throws IOException {
    Set<String> keys = new TreeSet<>(datasource());
    mapped.forEach(
        (key, setting) -> {
          boolean valueless =
              setting.fallback() == null && !setting.optional() && !own.containsKey(key);
          String value = own.getOrDefault(key, String.valueOf(setting.fallback()));
          if (valueless || THIS_MACHINE.matcher(value).find()) {
            keys.add(key);
          }
        });
    own.forEach(
        (key, value) -> {
          boolean forDevelopmentAlone =
              key.startsWith("%dev.") && !own.containsKey(withoutProfile(key));
          if (forDevelopmentAlone || THIS_MACHINE.matcher(value).find()) {
            keys.add(withoutProfile(key));
          }
        });
    String pom = service.pom();
    shared.forEach(
        (key, value) -> {
          if (THIS_MACHINE.matcher(value).find() && concerns(key, pom)) {
            keys.add(key);
          }
        });
    return asVariables(keys);
  }

  /// Whether the service uses a key that all services inherit.
  private boolean concerns(String key, String pom) {
    return switch (key) {
      case "quarkus.http.host", "quarkus.management.host" -> true;
      case "kafka.bootstrap.servers" -> pom.contains("kafka");
      case "visavis.jwks-url" -> pom.contains("quarkus-smallrye-jwt<") || text.contains(key);
      default -> text.contains(key);
    };
  }

  /// A service that configures a kind of database needs its address.
  private Set<String> datasource() throws IOException {
    if (!own.containsKey("quarkus.datasource.db-kind")) {
      return Set.of();
    }
    Set<String> keys =
        new TreeSet<>(
            Set.of(
                "quarkus.datasource.username",
                "quarkus.datasource.password",
                "quarkus.datasource.jdbc.url"));
    if (service.pom().contains("reactive-pg-client")) {
      keys.add("quarkus.datasource.reactive.url");
    }
    return keys;
  }

  private static String withoutProfile(String key) {
    return key.replaceFirst("^%[a-z]+\\.", "");
  }

  /// Converts keys to variables, as MicroProfile Config does.
  private static Set<String> asVariables(Set<String> keys) {
    return keys.stream()
        .map(key -> key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
