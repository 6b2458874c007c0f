package dev.visavis.devstack.command;

import dev.visavis.devstack.run.Health;
import dev.visavis.devstack.run.ProcessInfo;
import dev.visavis.devstack.run.StateFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// `visavis ps`: lists each process with name, pid, port and current health.
public final class Ps {
  private Ps() {}

  /// One line of the output.
  ///
  /// @param health `ready`, `not ready`, `down` or `stopped`
  public record Line(ProcessInfo process, String health) {}

  /// Asks each process for its health.
  public static List<Line> lines(StateFile.State state) {
    return state.processes().parallelStream()
        .map(process -> new Line(process, health(process)))
        .toList();
  }

  private static String health(ProcessInfo process) {
    if (process.isStopped()) {
      return "stopped";
    }
    if (process.pid() == 0 || ProcessHandle.of(process.pid()).isEmpty()) {
      return "down";
    }
    return new Health(process.health()).isGood() ? "ready" : "not ready";
  }

  static String table(List<Line> lines) {
    var table = new StringBuilder();
    table.append(
        "%-26s %8s %6s %10s  %-10s %s%n"
            .formatted("NAME", "PID", "PORT", "MANAGEMENT", "HEALTH", "RESTARTS"));
    for (var line : lines) {
      var process = line.process();
      table.append(
          "%-26s %8s %6d %10s  %-10s %d%n"
              .formatted(
                  process.name(),
                  process.pid() == 0 ? "-" : Long.toString(process.pid()),
                  process.port(),
                  process.management() == 0 ? "-" : Integer.toString(process.management()),
                  line.health(),
                  process.restarts()));
    }
    return table.toString();
  }

  static String json(List<Line> lines) {
    var json = new JsonArray();
    for (var line : lines) {
      var process = line.process();
      json.add(
          new JsonObject()
              .put("name", process.name())
              .put("pid", process.pid())
              .put("port", process.port())
              .put("management", process.management())
              .put("health", line.health())
              .put("restarts", process.restarts()));
    }
    return json.encodePrettily();
  }
}
