package dev.visavis.devstack;

import dev.visavis.infra.Directories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
  public Path holds() {
    return run().resolve("held");
  }

  /// Forgets all that was ever called or signed up.
  public void clear() throws IOException {
    for (var name : List.of("kafka", "postgres", "redis", "secrets", "logs")) {
      Directories.delete(dir.resolve(name));
    }
  }
}
