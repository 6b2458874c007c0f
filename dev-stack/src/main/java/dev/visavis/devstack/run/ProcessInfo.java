package dev.visavis.devstack.run;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;

/// What the state file tells about one process.
///
/// @param pid 0 while it is down
/// @param startedAt in milliseconds since 1970, to tell it from a later process with the same pid;
// 0
///     while it is down
/// @param health where its health can be asked, as [Health] takes it
/// @param restarts how often it was started again
public record ProcessInfo(
    String name, long pid, long startedAt, int port, URI health, int restarts) {
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
        .put("restarts", restarts);
  }

  public static ProcessInfo of(JsonObject json) {
    return new ProcessInfo(
        json.getString("name"),
        json.getLong("pid"),
        json.getLong("startedAt"),
        json.getInteger("port"),
        URI.create(json.getString("health")),
        json.getInteger("restarts"));
  }
}
