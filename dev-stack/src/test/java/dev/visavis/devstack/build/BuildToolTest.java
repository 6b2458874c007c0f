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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildToolTest {
  @TempDir Path dir;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /// The build of this script runs longer than the interval at which the tool reads the log.
  @Test
  void theModuleThatMavenBuildsIsShown() throws IOException {
    var started = new ArrayList<String>();
    tool("echo '[INFO] Building Visavis: call-service 1.0-SNAPSHOT     [4/9]'; sleep 3")
        .run(Map.of(), started::add);
    assertTrue(said.toString(UTF_8).contains("Maven: call-service [4/9], "), said::toString);
    assertEquals(List.of("call-service"), started);
  }

  @Test
  void aFailedBuildIsReportedWithTheEndOfItsLog() {
    var failed =
        assertThrows(StackException.class, () -> tool("echo 'no such symbol'; exit 3").run());
    var message = String.valueOf(failed.getMessage());
    assertTrue(message.contains("exit code 3") && message.contains("no such symbol"), message);
  }

  private BuildTool tool(String script) {
    var console = new Console(new PrintStream(said, true, UTF_8));
    return new BuildTool(
        "Maven", List.of("sh", "-c", script), dir, dir.resolve("maven.log"), console);
  }
}
