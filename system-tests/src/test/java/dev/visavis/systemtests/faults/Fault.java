package dev.visavis.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What is done to a process.
///
/// @param frozenFor how long it stands still; zero: it is killed instead
record Fault(String process, Duration frozenFor) {
  static Fault kill(String process) {
    return new Fault(process, Duration.ZERO);
  }

  static Fault pause(String process, Duration frozenFor) {
    return new Fault(process, frozenFor);
  }

  boolean isKill() {
    return frozenFor.isZero();
  }

  @Override
  public String toString() {
    return isKill()
        ? "kill -9 " + process
        : "%s stopped for %d s".formatted(process, frozenFor.toSeconds());
  }

  /// Returns once the process is dead, or goes on again.
  void strike(ProcessHandle target) {
    if (isKill()) {
      signal("KILL", target);
      target.onExit().orTimeout(10, TimeUnit.SECONDS).join();
      return;
    }
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
