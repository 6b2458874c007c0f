package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A service or the edge: its command line and its readiness check.
///
/// @param port for clients; the health check may use another one
/// @param launch the command line up to the jar or the main class
record JavaProgram(
    String name,
    int port,
    List<String> launch,
    List<String> arguments,
    Map<String, String> environment,
    Health health,
    AotCache cache,
    DataDirectory data) {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  ChildProcess start() {
    var usesCache = cache.isUsed();
    var process =
        ChildProcess.start(
            name, command(), environment, data.dir(), data.log(name), ChildProcess.StopSignal.TERM);
    try {
      Readiness.await(process, START_LIMIT, this::isReady);
      return process;
    } catch (InfraException e) {
      if (usesCache) {
        cache.discard(); // the cause may be the cache; the next start does not use it
      }
      throw e;
    }
  }

  private List<String> command() {
    var command = new ArrayList<>(List.of(launch.getFirst()));
    command.addAll(cache.options());
    command.addAll(launch.subList(1, launch.size()));
    command.addAll(arguments);
    return command;
  }

  /// Checks first whether the port accepts connections, which is cheaper than an HTTP request.
  private boolean isReady() {
    var uri = health.uri();
    return Health.tcp(uri.getHost(), uri.getPort()).isGood()
        && Health.tcp(uri.getHost(), port).isGood()
        && health.isGood();
  }
}
