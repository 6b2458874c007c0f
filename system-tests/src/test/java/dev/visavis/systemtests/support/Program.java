package dev.visavis.systemtests.support;

import dev.visavis.devstack.command.Ps;
import dev.visavis.devstack.run.ProcessInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/// A process of the stack, as `./visavis ps` lists it.
///
/// @param management the port of a service's health and metrics; 0 for third-party programs
public record Program(String name, long pid, int port, int management, String health) {
  /// The third-party programs, and the edge, which has no readiness check.
  private static final Set<String> WITHOUT_HEALTH =
      Set.of("kafka", "postgres", "redis", "coturn", "janus", "edge");

  static Program of(Ps.Line line) {
    ProcessInfo process = line.process();
    return new Program(
        process.name(), process.pid(), process.port(), process.management(), line.health());
  }

  /// The name without the number of the instance: `gateway` for `gateway-1`.
  public String service() {
    return name.replaceFirst("-\\d+$", "");
  }

  public boolean isReady() {
    return health.equals("ready");
  }

  public boolean isHeld() {
    return health.equals("stopped");
  }

  public boolean isOurs() {
    return !WITHOUT_HEALTH.contains(service());
  }

  ProcessHandle process() {
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new AssertionError(name + " has no process " + pid));
  }

  /// Whether its liveness check at `/q/health/live` succeeds.
  public boolean isLive() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/live"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return Person.HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
