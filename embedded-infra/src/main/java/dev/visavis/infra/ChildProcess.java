package dev.visavis.infra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A process that never outlives this JVM, even if the JVM is killed with SIGKILL.
///
/// A watchdog shell reads a pipe that this JVM holds open. When the pipe closes, for any reason,
/// the watchdog asks the process to stop and kills it after `STOP_TIMEOUT`. The process has its own
/// session, so that a Ctrl-C in the terminal reaches only this JVM.
public final class ChildProcess {
  /// The time that the watchdog gives the process to stop after this JVM has ended.
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

  /// `exec` keeps the pid, so that `Process.pid()` is that of the program and not of the shell.
  private static final String LAUNCH =
      """
      signal=$1; leash=$2; shift 2
      exec 3<&0
      ( trap '' INT
        read -r _ <&3
        kill -s "$signal" $$ 2>/dev/null || exit 0
        while [ "$leash" -gt 0 ]; do
          sleep 0.2; leash=$((leash - 1)); kill -0 $$ 2>/dev/null || exit 0
        done
        kill -KILL $$ 2>/dev/null
      ) >/dev/null 2>&1 &
      exec "$@" </dev/null 3<&-
      """;

  private final String name;
  private final Process process;
  private final Path log;
  private final StopSignal stopSignal;

  /// The signal that asks a program to stop.
  public enum StopSignal {
    TERM,
    /// PostgreSQL's fast shutdown: ends sessions, writes a checkpoint.
    INT
  }

  private ChildProcess(String name, Process process, Path log, StopSignal stopSignal) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.stopSignal = stopSignal;
  }

  /// Starts `command`; its output is appended to `log`.
  public static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log,
      StopSignal stopSignal) {
    var line = new ArrayList<String>();
    if (HAS_SETSID) {
      line.add("/usr/bin/setsid");
    }
    var leash = Long.toString(STOP_TIMEOUT.toMillis() / 200);
    line.addAll(List.of("/bin/sh", "-c", LAUNCH, name, stopSignal.name(), leash));
    line.addAll(command);
    var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ChildProcess(name, builder.start(), log, stopSignal);
    } catch (IOException e) {
      throw new InfraException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /// Completes with the exit code when the process ends.
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Asks the process to stop, and kills it if it is still running after `grace`.
  public void stop(Duration grace) {
    requestStop();
    if (!waitFor(grace)) {
      kill();
    }
  }

  /// Asks the process to stop and returns at once.
  public void requestStop() {
    switch (stopSignal) {
      // Process.destroy() would also close the pipe, which triggers the watchdog.
      case TERM -> process.toHandle().destroy();
      case INT -> interrupt();
    }
  }

  /// Kills the process and all its descendants at once (SIGKILL).
  public void kill() {
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    waitFor(Duration.ofSeconds(5));
  }

  private void interrupt() {
    try {
      // Uses the shell's built-in kill, because not every system has the program.
      new ProcessBuilder("/bin/sh", "-c", "kill -s INT " + pid())
          .redirectError(new File("/dev/null"))
          .start()
          .waitFor(2, TimeUnit.SECONDS);
    } catch (IOException e) {
      process.toHandle().destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the process ended within `timeout`.
  public boolean waitFor(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
