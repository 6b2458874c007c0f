package dev.visavis.devstack;

import dev.visavis.infra.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The data directory of one stack: the data of its servers, secrets, logs and the state of its
/// processes.
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

  /// The marker files of programs that are stopped with `visavis stop`.
  public Path stopped() {
    return run().resolve("held");
  }

  /// The Kafka nodes that have written data here.
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

  /// Deletes all data.
  public void clear() throws IOException {
    var names = new ArrayList<>(List.of("postgres", "redis", "secrets", "logs"));
    names.addAll(brokers());
    for (var name : names) {
      Directories.delete(dir.resolve(name));
    }
  }
}
