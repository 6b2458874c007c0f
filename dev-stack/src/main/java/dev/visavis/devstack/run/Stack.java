package dev.visavis.devstack.run;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.DataDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// All programs of a stack.
public final class Stack {
  private static final Duration START_LIMIT = Duration.ofMinutes(8);

  /// The time between two checks whether the machine is idle.
  private static final Duration IDLE_CHECK_INTERVAL = Duration.ofSeconds(10);

  private static final Duration TRAINER_GRACE = Duration.ofSeconds(2);

  private final Map<String, SupervisedProgram> members = new LinkedHashMap<>();
  private volatile @Nullable Thread trainer;

  /// @param changed called whenever a process has started or ended
  public Stack(List<Program> programs, StoppedPrograms stopped, Console console, Runnable changed) {
    for (var program : programs) {
      members.put(program.name(), new SupervisedProgram(program, stopped, console, changed));
    }
  }

  /// Starts all programs, each as soon as the programs that it needs are ready, and returns when
  /// all are. An optional program may have been given up by then: see [#givenUp].
  ///
  /// @throws ExecutionException with the reason if a program does not start
  public void start(Console console)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (var member : members.values()) {
      var program = member.program();
      member.ready().thenRun(() -> console.progress(program.name() + " is ready"));
      var needs = program.needs().stream().map(this::member).map(SupervisedProgram::ready);
      member.start(CompletableFuture.allOf(needs.toArray(CompletableFuture[]::new)));
    }
    var failed = new CompletableFuture<Void>();
    var all = new ArrayList<CompletableFuture<Void>>();
    for (var member : members.values()) {
      all.add(
          member.program().isOptional()
              ? member.ready().handle((ok, e) -> ok)
              : member.ready().whenComplete((ok, e) -> failIfNeeded(failed, e)));
    }
    CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
        .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static void failIfNeeded(CompletableFuture<Void> failed, @Nullable Throwable e) {
    if (e != null) {
      failed.completeExceptionally(e);
    }
  }

  /// The optional programs that did not start, with the reasons.
  public Map<String, String> givenUp() {
    var reasons = new LinkedHashMap<String, String>();
    members.forEach(
        (name, member) -> {
          if (member.ready().isCompletedExceptionally()) {
            reasons.put(name, String.valueOf(member.ready().exceptionNow().getMessage()));
          }
        });
    return reasons;
  }

  /// Creates missing AOT caches one after the other, while the stack runs and the machine is idle.
  public void createAotCaches(DataDirectory data, Console console) {
    if (!AotCache.mayBeMade()) {
      return;
    }
    trainer =
        Thread.ofVirtual()
            .name("aot")
            .start(
                () -> {
                  try {
                    for (var member : members.values()) {
                      var cache = member.program().cache();
                      if (cache != null) {
                        while (!AotCache.isIdle()) {
                          Thread.sleep(IDLE_CHECK_INTERVAL);
                        }
                        cache.make(data.run().resolve("training"), data.log("aot"), console);
                      }
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the stack is stopping
                  }
                });
  }

  private SupervisedProgram member(String name) {
    var member = members.get(name);
    if (member == null) {
      throw new IllegalStateException("there is no program called " + name);
    }
    return member;
  }

  /// The state of all programs; the pid is 0 while a program is down.
  public List<ProcessInfo> processes() {
    return members.values().stream().map(Stack::info).toList();
  }

  private static ProcessInfo info(SupervisedProgram member) {
    var process = member.process();
    var program = member.program();
    return new ProcessInfo(
        program.name(),
        process == null ? 0 : process.pid(),
        process == null
            ? 0
            : ProcessHandle.of(process.pid()).map(ProcessInfo::startedAt).orElse(0L),
        program.port(),
        program.health().uri(),
        member.restarts(),
        member.isStopped());
  }

  /// Stops all programs in the order of their stages, those of one stage in parallel. A program
  /// that exceeds its stage's deadline is killed, which loses no acknowledged data.
  public void stop() {
    var started = System.nanoTime();
    var ending = trainer;
    if (ending != null) {
      ending.interrupt();
    }
    for (var stage : Program.Stage.values()) {
      var left = stage.endsWithin().minus(Duration.ofNanos(System.nanoTime() - started));
      var threads =
          members.values().stream()
              .filter(member -> member.program().stage() == stage)
              .map(member -> Thread.ofVirtual().start(() -> member.stop(left)))
              .toList();
      try {
        for (var thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        kill();
        return;
      }
    }
    if (ending != null) {
      try {
        ending.join(TRAINER_GRACE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Kills all programs at once.
  public void kill() {
    var ending = trainer;
    if (ending != null) {
      ending.interrupt();
    }
    members.values().forEach(SupervisedProgram::kill);
  }
}
