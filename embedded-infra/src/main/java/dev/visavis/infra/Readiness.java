package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until a process is ready.
public final class Readiness {
  /// Long enough to leave the processor to the process that starts.
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int TAIL_LINES = 20;

  private Readiness() {}

  /// Returns once `ready` is true.
  ///
  /// @throws InfraException with the end of the log if the process ends or `timeout` passes first;
  ///     the process has been stopped then
  public static void await(ChildProcess process, Duration timeout, BooleanSupplier ready) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new InfraException(process.name() + " ended while starting" + tail(process.log()));
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        process.kill();
        throw new InfraException(
            process.name()
                + " was not ready after "
                + timeout.toSeconds()
                + " s"
                + tail(process.log()));
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }

  static String tail(Path log) {
    try {
      var lines = Files.readAllLines(log);
      var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "; the end of " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "; its log " + log + " cannot be read: " + e.getMessage();
    }
  }
}
