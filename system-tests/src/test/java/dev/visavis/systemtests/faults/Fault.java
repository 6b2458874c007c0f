package dev.visavis.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What is done to a process.
///
/// @param frozenFor how long it stands still; zero where it dies
record Fault(String process, Kind kind, Duration frozenFor) {
  enum Kind {
    KILL,
    RESTART,
    PAUSE
  }

  /// What a service has to hand over and to say before it is gone.
  private static final Duration DRAIN = Duration.ofSeconds(60);

  static Fault kill(String process) {
    return new Fault(process, Kind.KILL, Duration.ZERO);
  }

  /// As an upgrade does it: asked to end, and started again.
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

  /// Returns once the process is dead, or goes on again.
  void strike(ProcessHandle target) {
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
