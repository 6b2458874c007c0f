package dev.visavis.devstack.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SupervisedProgramTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  @TempDir private Path dir;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(said, true, UTF_8));
  private final CompletableFuture<Void> down = new CompletableFuture<>();
  private final BlockingQueue<ChildProcess> started = new LinkedBlockingQueue<>();
  private @Nullable SupervisedProgram supervised;

  @AfterEach
  void stop() {
    if (supervised != null) {
      supervised.stop(GRACE);
    }
  }

  @Test
  void aKilledProcessIsReportedAndRestarted() throws Exception {
    var member = supervise(() -> sleeper(started));
    member.start(NOTHING);
    var first = requireNonNull(started.poll(10, TimeUnit.SECONDS));
    member.ready().get(10, TimeUnit.SECONDS);
    first.kill();
    var second = requireNonNull(started.poll(10, TimeUnit.SECONDS));
    assertTrue(second.isAlive());
    assertEquals(1, member.restarts());
    var line = "sleeper (pid %d) was killed (SIGKILL); starting it again".formatted(first.pid());
    assertTrue(said.toString(UTF_8).contains(line), said.toString(UTF_8));
  }

  @Test
  void aStoppedProcessStaysDownUntilItIsStarted() throws Exception {
    var member = supervise(() -> sleeper(started));
    member.start(NOTHING);
    var first = requireNonNull(started.poll(10, TimeUnit.SECONDS));
    member.ready().get(10, TimeUnit.SECONDS);
    stopped().add("sleeper");
    first.kill();
    down.get(10, TimeUnit.SECONDS);
    assertNull(member.process());
    assertNull(started.peek());
    assertTrue(stopped().remove("sleeper"));
    var second = requireNonNull(started.poll(10, TimeUnit.SECONDS));
    assertTrue(second.isAlive());
    assertFalse(member.isStopped());
  }

  @Test
  void aProgramThatIsKeptDownCanBeShutDown() throws Exception {
    var member = supervise(() -> sleeper(started));
    member.start(NOTHING);
    member.ready().get(10, TimeUnit.SECONDS);
    stopped().add("sleeper");
    requireNonNull(started.poll(10, TimeUnit.SECONDS)).kill();
    down.get(10, TimeUnit.SECONDS);
    member.stop(GRACE);
    assertNull(member.process());
    assertNull(started.peek());
  }

  @Test
  void afterAShutdownTheProgramIsNotRestarted() throws Exception {
    var member = supervise(() -> sleeper(started));
    member.start(NOTHING);
    var process = requireNonNull(started.poll(10, TimeUnit.SECONDS));
    member.ready().get(10, TimeUnit.SECONDS);
    member.stop(GRACE);
    assertFalse(process.isAlive());
    assertEquals("", said.toString(UTF_8));
  }

  @Test
  void aProgramThatNeverStartsIsGivenUpWithTheReason() {
    var member =
        supervise(
            () -> {
              throw new InfraException("no such luck");
            });
    member.start(NOTHING);
    var e = assertThrows(ExecutionException.class, () -> member.ready().get(20, TimeUnit.SECONDS));
    assertEquals("no such luck", requireNonNull(e.getCause()).getMessage());
  }

  private SupervisedProgram supervise(Program.Starter starter) {
    var program =
        new Program("sleeper", 1, Health.tcp(1), Set.of(), Program.Stage.SERVICES, starter, null);
    var member = new SupervisedProgram(program, stopped(), console, this::changed);
    supervised = member;
    return member;
  }

  private void changed() {
    var member = supervised;
    if (member != null && member.isStopped()) {
      down.complete(null);
    }
  }

  private StoppedPrograms stopped() {
    return new StoppedPrograms(dir.resolve("held"));
  }

  private ChildProcess sleeper(BlockingQueue<ChildProcess> started) {
    var process =
        ChildProcess.start(
            "sleeper",
            List.of("sleep", "60"),
            Map.of(),
            dir,
            dir.resolve("sleeper.log"),
            ChildProcess.StopSignal.TERM);
    started.add(process);
    return process;
  }
}
