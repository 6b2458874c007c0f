package dev.visavis.devstack.build;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.infra.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One run of Maven or npm. The output goes to a log, and progress to the terminal.
public record BuildTool(
    String name, List<String> command, Path directory, Path log, Console console) {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final Pattern MODULE =
      Pattern.compile("Building Visavis: (\\S+) \\S+\\s+(\\[.*\\])");
  private static final int TAIL = 25;

  /// @throws StackException with the end of the log, if the run fails
  public void run() throws IOException {
    run(Map.of());
  }

  /// @param more environment variables to add to those of this process
  public void run(Map<String, String> more) throws IOException {
    run(more, module -> {});
  }

  /// @param started is told the name of each module that Maven starts; it may miss short ones
  public void run(Map<String, String> more, Consumer<String> started) throws IOException {
    Files.createDirectories(log.getParent());
    Files.deleteIfExists(log);
    var environment = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
    environment.putAll(more);
    var process =
        ChildProcess.start(
            name, command, environment, directory, log, ChildProcess.StopSignal.TERM);
    try {
      await(process, started);
    } finally {
      process.kill();
    }
    int code = process.onExit().join();
    if (code != 0) {
      var lines = Files.readAllLines(log);
      var tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
      throw new StackException(
          "%s failed (exit code %d); the end of %s:%n  %s"
              .formatted(name, code, log, String.join("\n  ", tail)));
    }
  }

  private void await(ChildProcess process, Consumer<String> started) throws IOException {
    var start = System.nanoTime();
    var lastSign = start;
    var whereabouts = "";
    while (!process.waitFor(CHECK_INTERVAL)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new StackException("stopped while building");
      }
      var now = System.nanoTime();
      if (now - start > LIMIT.toNanos()) {
        throw new StackException(name + " has not finished within 30 minutes; see " + log);
      }
      var module = whereabouts();
      if (!module.equals(whereabouts)) {
        started.accept(module.replaceFirst(" .*", ""));
      }
      if (!module.equals(whereabouts) || now - lastSign > SIGN_OF_LIFE.toNanos()) {
        whereabouts = module;
        lastSign = now;
        console.progress(
            "  %s: %s, %d s"
                .formatted(
                    name,
                    module.isEmpty() ? "at work" : module,
                    Duration.ofNanos(now - start).toSeconds()));
      }
    }
  }

  /// The module that Maven started last, and the number of modules.
  private String whereabouts() throws IOException {
    var found = "";
    for (var line : Files.readAllLines(log)) {
      var matcher = MODULE.matcher(line);
      if (matcher.find()) {
        found = matcher.group(1) + " " + matcher.group(2);
      }
    }
    return found;
  }
}
