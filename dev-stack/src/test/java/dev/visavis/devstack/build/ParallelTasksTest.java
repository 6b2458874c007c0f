package dev.visavis.devstack.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParallelTasksTest {
  @TempDir Path dir;

  @Test
  void tasksRunInParallel() throws Exception {
    var bothRun = new CountDownLatch(2);
    ParallelTasks.Task task =
        () -> {
          bothRun.countDown();
          bothRun.await(); // would never return if they ran in sequence
        };
    ParallelTasks.run(List.of(task, task));
    assertEquals(0, bothRun.getCount());
  }

  @Test
  void aFailedTaskEndsTheOthersAndIsReported() {
    var ended = new CompletableFuture<Void>();
    ParallelTasks.Task failing =
        () -> {
          throw new StackException("no such luck");
        };
    ParallelTasks.Task endless =
        () -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            ended.complete(null);
          }
        };
    var told =
        assertThrows(StackException.class, () -> ParallelTasks.run(List.of(endless, failing)));
    assertEquals("no such luck", told.getMessage());
    assertTrue(ended.isDone());
  }

  /// The interrupt of a Ctrl-C during a build.
  @Test
  void anInterruptEndsABuildWithAllItsProcesses() throws Exception {
    var pid = dir.resolve("pid");
    var script = "sleep 300 & echo $! > pid.new; mv pid.new pid; wait";
    var tool =
        new BuildTool("tool", List.of("sh", "-c", script), dir, dir.resolve("tool.log"), console());
    var interrupted = new CompletableFuture<Boolean>();
    var build =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    ParallelTasks.run(List.of(tool::run));
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  } catch (IOException e) {
                    interrupted.completeExceptionally(e);
                  }
                });
    while (Files.notExists(pid)) {
      Thread.sleep(20);
    }
    var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    build.interrupt();
    assertTrue(interrupted.get(30, TimeUnit.SECONDS));
    child.onExit().get(30, TimeUnit.SECONDS);
  }

  private static Console console() {
    return new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
  }
}
