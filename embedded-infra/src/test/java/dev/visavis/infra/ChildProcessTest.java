package dev.visavis.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
  @TempDir Path dir;

  /// A JVM that starts a child, prints its pid and waits to be killed.
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      var dir = Path.of(args[0]);
      System.out.println(start(dir, "sleep", "300").pid());
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  private static ChildProcess start(Path dir, String... command) {
    return ChildProcess.start(
        "child",
        List.of(command),
        Map.of("GREETING", "hello"),
        dir,
        dir.resolve("child.log"),
        ChildProcess.StopSignal.TERM);
  }

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var parent =
        new ProcessBuilder(java, "-cp", classPath, Parent.class.getName(), dir.toString()).start();
    try (var out = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
      var child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      assertTrue(child.isAlive());
      var gone = child.onExit();
      parent.destroyForcibly();
      gone.get(20, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void thePidAndTheExitCodeAreThoseOfTheProgram() throws Exception {
    var child = start(dir, "sh", "-c", "echo $$ $GREETING; exit 7");
    assertEquals(7, child.onExit().get(20, TimeUnit.SECONDS));
    assertEquals(child.pid() + " hello\n", Files.readString(child.log()));
  }

  @Test
  void aProcessThatDoesNotStopIsKilled() {
    var child = start(dir, "sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done");
    Readiness.await(child, Duration.ofSeconds(20), () -> says(child, "up"));
    child.stop(Duration.ofMillis(300));
    assertFalse(child.isAlive());
  }

  @Test
  void aProcessThatStopsSlowlyIsNotKilled() {
    var slow = "trap 'sleep 12; echo done; exit 0' TERM; echo up; while :; do sleep 0.1; done";
    var child = start(dir, "sh", "-c", slow);
    Readiness.await(child, Duration.ofSeconds(20), () -> says(child, "up"));
    child.stop(Duration.ofSeconds(40));
    assertEquals(0, child.onExit().join());
    assertTrue(says(child, "done"));
  }

  private static boolean says(ChildProcess child, String text) {
    try {
      return Files.readString(child.log()).contains(text);
    } catch (java.io.IOException e) {
      return false; // not yet
    }
  }
}
