package dev.visavis.devstack;

import dev.visavis.infra.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one stack keeps: its servers' data, secrets, logs and what is known of its processes.
public record DataDirectory(Path dir) {
  public Path of(String server) {
    return dir.resolve(server);
  }

  public Path secrets() {
    return dir.resolve("secrets");
  }

  public Path logs() {
    return dir.resolve("logs");
  }

  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  public Path run() {
    return dir.resolve("run");
  }

  public Path state() {
    return run().resolve("state.json");
  }

  /// Markers of the programs that are held down.
  public Path stopped() {
    return run().resolve("held");
  }

  /// The nodes of Kafka that have written here.
  public Set<String> brokers() throws IOException {
    if (Files.notExists(dir)) {
      return Set.of();
    }
    try (var entries = Files.list(dir)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("kafka(-\\d+)?"))
          .collect(Collectors.toSet());
    }
  }

  /// Forgets all that was ever called or signed up.
  public void clear() throws IOException {
    var names = new ArrayList<>(List.of("postgres", "redis", "secrets", "logs"));
    names.addAll(brokers());
    for (var name : names) {
      Directories.delete(dir.resolve(name));
    }
  }
}
