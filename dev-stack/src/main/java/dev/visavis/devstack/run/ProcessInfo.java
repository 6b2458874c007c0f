package dev.visavis.devstack.run;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What the state file tells about one process.
///
/// @param pid 0 while it is down
/// @param startedAt in milliseconds since 1970, to tell it from a later process with the same
///     pid; 0
///     while it is down
/// @param health where its health can be asked, as [Health] takes it
/// @param restarts how often it was started again
/// @param isStopped whether `visavis stop` keeps it down; `held` in the state file
public record ProcessInfo(
    String name, long pid, long startedAt, int port, URI health, int restarts, boolean isStopped) {
  /// The process, if it lives: not a later one with the same pid.
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(process -> startedAt(process) == startedAt);
  }

  /// Where a service tells its health and figures; 0 for what is none of ours.
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
