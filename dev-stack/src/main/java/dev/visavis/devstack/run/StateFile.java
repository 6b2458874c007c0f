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

/// The state file, from which `visavis ps` and others read the running processes. It is replaced
/// atomically.
public record StateFile(Path file) {
  /// The content of the file.
  ///
  /// @param supervisor the pid of `visavis up`
  public record State(long supervisor, String url, List<ProcessInfo> processes) {
    /// Whether the stack is still running.
    public boolean isCurrent() {
      return ProcessHandle.of(supervisor).isPresent();
    }

    /// The `bootstrap.servers` of a Kafka client.
    public String bootstrapServers() {
      return processes.stream()
          .filter(process -> process.name().matches("kafka(-\\d+)?"))
          .map(process -> "127.0.0.1:" + process.port())
          .collect(Collectors.joining(","));
    }

    /// The port of the program.
    public int port(String name) {
      return processes.stream()
          .filter(process -> process.name().equals(name))
          .mapToInt(ProcessInfo::port)
          .findFirst()
          .orElseThrow(() -> new StackException(name + " is not a program of the running stack"));
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

  /// The state of the running stack.
  ///
  /// @throws StackException if no stack is running
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
