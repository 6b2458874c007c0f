package dev.visavis.devstack.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StackTest {
  @TempDir Path dir;
  private final Console console =
      new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  @Test
  void withoutAnOptionalProgramTheStackStartsAndTellsWhy() throws Exception {
    var stack = stack(program("server", this::sleeper, false), program("relay", broken(), true));
    try {
      stack.start(console);
      assertEquals(Map.of("relay", "no such luck"), stack.givenUp());
    } finally {
      stack.stop();
    }
  }

  @Test
  void withoutAnyOtherProgramItDoesNot() {
    var stack = stack(program("server", broken(), false), program("relay", this::sleeper, true));
    try {
      assertThrows(ExecutionException.class, () -> stack.start(console));
    } finally {
      stack.stop();
    }
  }

  private Stack stack(Program... programs) {
    return new Stack(List.of(programs), new Holds(dir.resolve("held")), console, () -> {});
  }

  private static Program.Starter broken() {
    return () -> {
      throw new InfraException("no such luck");
    };
  }

  private static Program program(String name, Program.Starter starter, boolean isOptional) {
    return new Program(
        name, 1, Health.tcp(1), Set.of(), Program.Stage.INFRASTRUCTURE, starter, null, isOptional);
  }

  private ChildProcess sleeper() {
    return ChildProcess.start(
        "sleeper",
        List.of("sleep", "60"),
        Map.of(),
        dir,
        dir.resolve("sleeper.log"),
        ChildProcess.StopSignal.TERM);
  }
}
