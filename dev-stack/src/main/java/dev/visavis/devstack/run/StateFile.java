package dev.visavis.devstack.run;

import dev.visavis.devstack.StackException;
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

    /// As Kafka's clients take it.
    public String bootstrapServers() {
      return processes.stream()
          .filter(process -> process.name().matches("kafka(-\\d+)?"))
          .map(process -> "127.0.0.1:" + process.port())
          .collect(Collectors.joining(","));
    }

    /// Where the program listens.
    public int port(String name) {
      return processes.stream()
          .filter(process -> process.name().equals(name))
          .mapToInt(ProcessInfo::port)
          .findFirst()
          .orElseThrow(() -> new StackException(name + " is not a part of what runs here"));
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

  /// What runs.
  ///
  /// @throws StackException when nothing does
  public State current() throws IOException {
    return read()
        .filter(State::isCurrent)
        .orElseThrow(() -> new StackException("nothing runs here: start it with ./visavis up"));
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
