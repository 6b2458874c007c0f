package dev.visavis.devstack.run;

import dev.visavis.devstack.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Processes of a supervisor that was killed. Their watchdogs stop them, which may take a moment.
public final class OrphanedProcesses {
  private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(15);

  private OrphanedProcesses() {}

  /// Returns once no process of the previous run can still use the data.
  public static void end(StateFile file, Console console) throws IOException, InterruptedException {
    var state = file.read();
    if (state.isEmpty()) {
      return;
    }
    for (var process : state.get().processes()) {
      var left = process.handle();
      if (left.isPresent()) {
        console.progress("waiting for %s of the previous run to end".formatted(process.name()));
        await(left.get());
      }
    }
  }

  private static void await(ProcessHandle left) throws InterruptedException {
    CompletableFuture<ProcessHandle> exit = left.onExit();
    try {
      exit.get(EXIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      left.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process cannot fail", e);
    }
  }
}
