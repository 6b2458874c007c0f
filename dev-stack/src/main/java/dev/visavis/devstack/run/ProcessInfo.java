package dev.visavis.devstack.run;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// The entry of one process in the state file.
///
/// @param pid 0 while it is down
/// @param startedAt in milliseconds since 1970, to distinguish it from a later process with the
///     same pid; 0 while it is down
/// @param health the URI of the health check, as in [Health]
/// @param restarts how often it was restarted
/// @param isStopped whether `visavis stop` keeps it down; `held` in the state file
public record ProcessInfo(
    String name, long pid, long startedAt, int port, URI health, int restarts, boolean isStopped) {
  /// The running process; empty if a later process has the same pid.
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(process -> startedAt(process) == startedAt);
  }

  /// The management port of a service; 0 for other programs.
  public int management() {
    return "http".equals(health.getScheme()) && health.getPort() != port ? health.getPort() : 0;
  }

  static long startedAt(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("name", name)
        .put("pid", pid)
        .put("startedAt", startedAt)
        .put("port", port)
        .put("health", health.toString())
        .put("restarts", restarts)
        .put("held", isStopped);
  }

  public static ProcessInfo of(JsonObject json) {
    return new ProcessInfo(
        json.getString("name"),
        json.getLong("pid"),
        json.getLong("startedAt"),
        json.getInteger("port"),
        URI.create(json.getString("health")),
        json.getInteger("restarts"),
        json.getBoolean("held", false));
  }
}
