package dev.visavis.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final List<String> COMMANDS =
      List.of(
          "up",
          "ps",
          "stop",
          "start",
          "logs",
          "explain",
          "dead-letters",
          "rebuild-history",
          "example",
          "doctor",
          "licences",
          "test",
          "completion");

  @TempDir private Path dir;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;

  @BeforeEach
  void capture() {
    var stream = new PrintStream(printed, true, UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void restore() {
    System.setOut(stdout);
    System.setErr(stderr);
  }

  private Launcher launcher() {
    return new Launcher(new Checkout(dir), new Console(System.out));
  }

  private String run(int exitCode, String... arguments) {
    printed.reset();
    assertEquals(exitCode, launcher().run(arguments), () -> printed.toString(UTF_8));
    return printed.toString(UTF_8);
  }

  @Test
  void helpListsEveryCommand() {
    var help = run(0, "help");
    for (var command : COMMANDS) {
      assertTrue(help.lines().anyMatch(line -> line.strip().startsWith(command)), help);
    }
    assertEquals(help, run(0, "--help"));
    assertEquals(help, run(0));
  }

  @Test
  void everyCommandPrintsItsHelpWithoutRunning() {
    for (var command : COMMANDS) {
      var help = run(0, command, "--help");
      assertTrue(help.startsWith("Usage: visavis " + command), help);
      assertTrue(help.contains("--help"), help);
    }
    assertTrue(run(0, "dead-letters", "replay", "--help").contains("--bootstrap"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up --port http     | http is not a whole number",
        "up --port          | '--port'",
        "up --prot 1        | unknown option --prot",
        "up --gateways 17   | --gateways needs a number from 1 to 15, not 17",
        "ps now             | ps does not accept the argument now",
        "logs               | NAME",
        "explain x          | x is not a call id",
        "explain            | CALL_ID",
        "dead-letters show  | ID",
        "dead-letters replay --bootstrap localhost:1 | needs either ids or --all",
        "test jva           | test does not accept jva. It accepts: browser, cluster, compose, groups,",
        "fly                | unknown command fly. Commands: completion, dead-letters, doctor,",
      })
  void aMistakeIsReportedAndNothingRuns(String typed, String named) {
    var error = run(1, typed.split(" ", -1));
    assertTrue(error.startsWith("visavis: "), error);
    assertTrue(error.contains(named), error);
    assertFalse(error.contains("Exception"), error);
  }

  @Test
  void anErrorNamesTheHelpAndSimilarOptions() {
    var error = run(1, "up", "--prot", "1");
    assertTrue(error.contains("--port"), error);
    assertTrue(error.contains("./visavis up --help"), error);
  }

  @Test
  void aCommandReportsThatNoStackIsRunning() {
    assertTrue(run(1, "ps").contains("start it with ./visavis up"));
    assertEquals("[]", run(0, "ps", "--json").strip());
    assertTrue(run(1, "dead-letters", "list").contains("--bootstrap HOST:PORT"));
    assertTrue(run(1, "dead-letters", "--data", dir.toString()).contains("nothing runs here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "test", "doctor"})
  void aContainerHasOnlyTheClusterCommands(String command) {
    assertEquals(1, launcher().withoutCheckout().run(command));
    assertEquals(0, launcher().withoutCheckout().run("explain", "--help"));
    assertEquals(0, launcher().withoutCheckout().run("dead-letters", "--help"));
  }

  @Test
  void bashReadsTheCompletionScript() throws Exception {
    var script = run(0, "completion");
    for (var command : COMMANDS) {
      assertTrue(script.contains(command), command);
    }
    var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var input = bash.outputWriter()) {
      input.write(script);
    }
    assertTrue(bash.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, bash.exitValue(), new String(bash.getInputStream().readAllBytes(), UTF_8));
  }
}
