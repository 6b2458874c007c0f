package dev.visavis.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A fault of one process.
///
/// @param frozenFor how long it is paused; zero if it is ended
record Fault(String process, Kind kind, Duration frozenFor) {
  enum Kind {
    KILL,
    RESTART,
    PAUSE
  }

  /// How long a service may take to shut down in order.
  private static final Duration DRAIN = Duration.ofSeconds(60);

  static Fault kill(String process) {
    return new Fault(process, Kind.KILL, Duration.ZERO);
  }

  /// Ends the process with SIGTERM, like an upgrade; it is started again.
  static Fault restart(String process) {
    return new Fault(process, Kind.RESTART, Duration.ZERO);
  }

  static Fault pause(String process, Duration frozenFor) {
    return new Fault(process, Kind.PAUSE, frozenFor);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case KILL -> "kill -9 " + process;
      case RESTART -> "restart of " + process;
      case PAUSE -> "%s stopped for %d s".formatted(process, frozenFor.toSeconds());
    };
  }

  /// Applies the fault. Returns when the process has ended, or continues after a pause.
  void apply(ProcessHandle target) {
    switch (kind) {
      case KILL -> end("KILL", target, Duration.ofSeconds(10));
      case RESTART -> end("TERM", target, DRAIN);
      case PAUSE -> freeze(target);
    }
  }

  private static void end(String signal, ProcessHandle target, Duration limit) {
    signal(signal, target);
    target.onExit().orTimeout(limit.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void freeze(ProcessHandle target) {
    signal("STOP", target);
    try {
      long end = System.nanoTime() + frozenFor.toNanos();
      for (long left = frozenFor.toNanos(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    } finally {
      signal("CONT", target);
    }
  }

  private static void signal(String name, ProcessHandle target) {
    String[] command = {"kill", "-" + name, Long.toString(target.pid())};
    try {
      Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError("%s could not get SIG%s".formatted(target, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
