package dev.visavis.devstack.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StackTest {
  @TempDir Path dir;
  private final Console console =
      new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  @Test
  void theStackStartsWithoutAnOptionalProgramAndReportsTheReason() throws Exception {
    var stack = stack(program("server", this::sleeper, false), program("relay", broken(), true));
    try {
      stack.start(console);
      assertEquals(Map.of("relay", "no such luck"), stack.givenUp());
    } finally {
      stack.stop();
    }
  }

  @Test
  void theStackDoesNotStartWithoutAnyOtherProgram() {
    var stack = stack(program("server", broken(), false), program("relay", this::sleeper, true));
    try {
      assertThrows(ExecutionException.class, () -> stack.start(console));
    } finally {
      stack.stop();
    }
  }

  /// With 10 s for each stage, this would take half a minute.
  @Test
  @Timeout(20)
  void programsThatDoNotStopAreKilledAtTheirDeadline() throws Exception {
    var started = new ConcurrentLinkedQueue<ChildProcess>();
    var programs =
        Stream.of(Program.Stage.values())
            .map(stage -> stubborn(stage, started))
            .toArray(Program[]::new);
    var stack = stack(programs);
    stack.start(console);
    long begin = System.nanoTime();
    stack.stop();
    var stopTime = Duration.ofNanos(System.nanoTime() - begin);
    // The limit of 5 s, and a margin for a machine that is busy with other tests.
    assertTrue(stopTime.compareTo(Duration.ofSeconds(8)) < 0, stopTime::toString);
    assertEquals(programs.length, started.size());
    started.forEach(process -> assertFalse(process.isAlive(), process::name));
  }

  private Program stubborn(Program.Stage stage, Queue<ChildProcess> started) {
    var name = stage.name().toLowerCase(Locale.ROOT);
    var log = dir.resolve(name + ".log");
    var script = "trap '' TERM; echo up; while :; do sleep 1; done";
    Program.Starter starter =
        () -> {
          var process =
              ChildProcess.start(
                  name,
                  List.of("sh", "-c", script),
                  Map.of(),
                  dir,
                  log,
                  ChildProcess.StopSignal.TERM);
          Readiness.await(process, Duration.ofSeconds(10), () -> isUp(log));
          started.add(process);
          return process;
        };
    return new Program(name, 1, Health.tcp(1), Set.of(), stage, starter, null);
  }

  private static boolean isUp(Path log) {
    try {
      return Files.readString(log).contains("up");
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private Stack stack(Program... programs) {
    return new Stack(
        List.of(programs), new StoppedPrograms(dir.resolve("held")), console, () -> {});
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
