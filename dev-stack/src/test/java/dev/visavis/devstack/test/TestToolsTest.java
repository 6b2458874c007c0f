package dev.visavis.devstack.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.build.BuildTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestToolsTest {
  @TempDir Path dir;

  /// A kernel without autogroup has no such file.
  @Test
  void theLowestPriorityIsThatOfTheProcessAndOfItsSession() throws IOException {
    var show = List.of("sh", "-c", "nice; cat /proc/self/autogroup 2>&1 || true");
    var log = dir.resolve("tool.log");
    var console = new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    new BuildTool("tool", TestTools.atLowestPriority(show), dir, log, console).run();
    var lines = Files.readAllLines(log);
    assertEquals("19", lines.getFirst());
    assertTrue(
        lines.getLast().endsWith(" nice 19") || lines.getLast().contains("No such file"),
        lines::toString);
  }
}
