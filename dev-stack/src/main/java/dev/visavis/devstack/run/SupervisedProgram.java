package dev.visavis.devstack.run;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Keeps one program running: starts it, reports a crash, and restarts it.
final class SupervisedProgram {
  /// Failed attempts of the first start before the stack gives up. After a successful start it
  /// never gives up.
  private static final int FIRST_STARTS = 3;

  private static final Duration START_CHECK_INTERVAL = Duration.ofMillis(100);

  private final Program program;
  private final StoppedPrograms stopped;
  private final Console console;
  private final Runnable changed;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final RestartDelay restartDelay = new RestartDelay();
  private volatile @Nullable ChildProcess process;
  private volatile @Nullable Thread thread;
  private volatile boolean stopping;
  private volatile boolean isStopped;
  private volatile int restarts;

  /// @param changed called whenever the process has changed
  SupervisedProgram(Program program, StoppedPrograms stopped, Console console, Runnable changed) {
    this.program = program;
    this.stopped = stopped;
    this.console = console;
    this.changed = changed;
  }

  Program program() {
    return program;
  }

  /// Completes when the program is ready for the first time; fails if it was given up.
  CompletableFuture<Void> ready() {
    return ready;
  }

  @Nullable ChildProcess process() {
    return process;
  }

  int restarts() {
    return restarts;
  }

  /// Whether `visavis stop` keeps it down.
  boolean isStopped() {
    return isStopped;
  }

  /// Starts the program once its dependencies are ready.
  void start(CompletableFuture<Void> needs) {
    thread = Thread.ofVirtual().name(program.name()).start(() -> run(needs));
  }

  private void run(CompletableFuture<Void> needs) {
    try {
      needs.join();
    } catch (CompletionException e) {
      ready.completeExceptionally(e); // the dependency reports its own failure
      return;
    }
    try {
      for (int failures = 0; !stopping; ) {
        var started = System.nanoTime();
        if (runOnce()) {
          failures = 0;
        } else if (++failures == FIRST_STARTS && !ready.isDone()) {
          return;
        }
        if (!stopping) {
          restarts++;
          if (!stopped.contains(program.name())) {
            Thread.sleep(restartDelay.after(Duration.ofNanos(System.nanoTime() - started)));
          }
          waitWhileStopped();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stack is stopping
    } finally {
      ready.completeExceptionally(new InfraException(program.name() + " was not started"));
    }
  }

  private void waitWhileStopped() throws InterruptedException {
    if (!stopped.contains(program.name())) {
      return;
    }
    isStopped = true;
    changed.run();
    console.progress("%s is stopped".formatted(program.name()));
    while (stopped.contains(program.name())) {
      Thread.sleep(START_CHECK_INTERVAL);
    }
    isStopped = false;
    changed.run();
  }

  /// Returns, after the process has ended, whether it had been ready.
  private boolean runOnce() {
    ChildProcess running;
    try {
      running = program.starter().start();
    } catch (InfraException e) {
      failedToStart(e);
      return false;
    }
    process = running;
    changed.run();
    if (!ready.complete(null)) {
      console.progress("%s is back (pid %d)".formatted(program.name(), running.pid()));
    }
    int code = running.onExit().join();
    process = null;
    changed.run();
    if (!stopping) {
      console.progress(
          "%s (pid %d) %s; starting it again"
              .formatted(program.name(), running.pid(), reason(code)));
    }
    return true;
  }

  private void failedToStart(InfraException e) {
    if (stopping) {
      return;
    }
    if (ready.isDone()) {
      console.progress(program.name() + " did not restart, retrying: " + firstLine(e));
    } else if (restarts + 1 >= FIRST_STARTS) {
      ready.completeExceptionally(e);
    } else {
      console.progress(program.name() + " did not start, retrying: " + firstLine(e));
    }
  }

  private static String firstLine(InfraException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String reason(int code) {
    return switch (code) {
      case 137 -> "was killed (SIGKILL)";
      case 143 -> "was ended (SIGTERM)";
      case 134 -> "crashed (SIGABRT)";
      case 139 -> "crashed (SIGSEGV)";
      default -> "ended with exit code " + code;
    };
  }

  /// Stops the program permanently, and kills it after `grace`. Returns when it has ended.
  void stop(Duration grace) {
    stopping = true;
    var deadline = System.nanoTime() + grace.toNanos();
    var running = process;
    if (running != null) {
      running.stop(grace);
    }
    var supervising = thread;
    if (supervising != null) {
      supervising.interrupt();
      try {
        supervising.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kill(); // a process that started meanwhile
  }

  void kill() {
    stopping = true;
    var running = process;
    if (running != null && running.isAlive()) {
      running.kill();
    }
  }
}
