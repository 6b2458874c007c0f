package dev.visavis.devstack.test;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Docker engine of `visavis test compose`: the one of `DOCKER_HOST`, or else a private one,
/// which `engine.sh` starts and [#close] or the end of this process stops.
final class DockerEngine implements AutoCloseable {
  private static final String SCRIPT = "system-tests/compose/engine.sh";

  private final Checkout checkout;
  private final Path logs;
  private final Console console;
  private final boolean isOwn = System.getenv("DOCKER_HOST") == null;
  private final Thread end = new Thread(this::stop, "engine");

  private DockerEngine(Checkout checkout, Path logs, Console console) {
    this.checkout = checkout;
    this.logs = logs;
    this.console = console;
  }

  /// @throws StackException if the engine does not start
  static DockerEngine start(Checkout checkout, Path logs, Console console) throws IOException {
    var engine = new DockerEngine(checkout, logs, console);
    if (engine.isOwn) {
      Runtime.getRuntime().addShutdownHook(engine.end); // in case of Ctrl-C
      engine.script("start");
    }
    return engine;
  }

  /// The environment variables with which the tests find the engine.
  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    if (isOwn) {
      var socket = checkout.root().resolve(".visavis/compose/engine/docker.sock");
      environment.put("DOCKER_HOST", "unix://" + socket);
      // Testcontainers would otherwise find it out with a container, whose image is missing here.
      environment.put("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
    }
    if (!"off".equals(System.getenv("VISAVIS_STAND_INS"))) {
      environment.put("TESTCONTAINERS_RYUK_DISABLED", "true"); // its image is not available here
    }
    return environment;
  }

  @Override
  public void close() {
    if (isOwn) {
      Runtime.getRuntime().removeShutdownHook(end);
      stop();
    }
  }

  private void stop() {
    try {
      script("stop");
    } catch (IOException | StackException e) {
      console.say("the Docker engine of the tests may still be running: " + e.getMessage());
    }
  }

  private void script(String command) throws IOException {
    var script = checkout.root().resolve(SCRIPT).toString();
    var log = logs.resolve("engine-" + command + ".log");
    new BuildTool("engine.sh", List.of(script, command), logs, log, console).run();
  }
}
