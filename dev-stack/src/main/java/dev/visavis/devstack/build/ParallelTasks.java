package dev.visavis.devstack.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks in parallel.
public final class ParallelTasks {
  private ParallelTasks() {}

  /// One of the tasks.
  @FunctionalInterface
  public interface Task {
    void run() throws IOException, InterruptedException;
  }

  /// Returns when all tasks are done. If one fails or this thread is interrupted, it interrupts the
  /// others and returns once they have ended.
  public static void run(List<Task> tasks) throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      var started = new ArrayList<Future<Void>>();
      for (var task : tasks) {
        started.add(
            running.submit(
                () -> {
                  task.run();
                  return null;
                }));
      }
      try {
        for (int left = tasks.size(); left > 0; left--) {
          running.take().get();
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } finally {
        started.forEach(task -> task.cancel(true));
      }
    }
  }

  private static IOException failure(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case IOException reason -> reason;
      case UncheckedIOException reason -> new IOException(reason);
      case InterruptedException reason -> throw reason;
      case RuntimeException reason -> throw reason;
      case Error reason -> throw reason;
      case null, default -> throw new IllegalStateException(e);
    };
  }
}
