package dev.visavis.devstack.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells `visavis ps` and others what runs; replaced as a whole, so that a reader never sees half.
public record StateFile(Path file) {
  /// What is in the file.
  ///
  /// @param supervisor the pid of `visavis up`
  public record State(long supervisor, String url, List<ProcessInfo> processes) {
    /// Whether the stack still runs.
    public boolean isCurrent() {
      return ProcessHandle.of(supervisor).isPresent();
    }

    /// Where Kafka listens.
    public String bootstrapServers() {
      return processes.stream()
          .filter(process -> process.name().matches("kafka(-\\d+)?"))
          .map(process -> "127.0.0.1:" + process.port())
          .collect(Collectors.joining(","));
    }
  }

  public synchronized void write(State state) throws IOException {
    var processes = new JsonArray();
    state.processes().forEach(process -> processes.add(process.toJson()));
    var json =
        new JsonObject()
            .put("pid", state.supervisor())
            .put("url", state.url())
            .put("processes", processes);
    Files.createDirectories(file.getParent());
    var staging = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(staging, json.encodePrettily());
    Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Empty if nothing was ever started here.
  public Optional<State> read() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    var json = new JsonObject(Files.readString(file));
    var processes =
        json.getJsonArray("processes").stream()
            .map(JsonObject.class::cast)
            .map(ProcessInfo::of)
            .toList();
    return Optional.of(new State(json.getLong("pid"), json.getString("url"), processes));
  }
}
