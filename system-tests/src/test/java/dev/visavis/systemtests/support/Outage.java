package dev.visavis.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Stops or pauses a part of the stack until this object is closed.
public final class Outage implements AutoCloseable {
  private final List<String> programs;
  private final Way way;

  private enum Way {
    /// The process is stopped; its port refuses connections.
    DOWN {
      @Override
      void begin(Stack stack, String program) {
        stack.hold(program);
      }

      @Override
      void end(Stack stack, String program) {
        stack.release(program);
      }
    },
    /// The process is paused: the kernel accepts connections and data, but nobody reads them.
    FROZEN {
      @Override
      void begin(Stack stack, String program) {
        signal("STOP", stack.process(program));
      }

      @Override
      void end(Stack stack, String program) {
        signal("CONT", stack.process(program));
      }
    };

    abstract void begin(Stack stack, String program);

    abstract void end(Stack stack, String program);
  }

  private final Stack stack;

  private Outage(Stack stack, Way way, List<String> programs) {
    this.stack = stack;
    this.way = way;
    this.programs = programs;
    if (programs.isEmpty()) {
      throw new AssertionError("no process with that name is running");
    }
    programs.forEach(program -> way.begin(stack, program));
  }

  /// Stops all instances of `service`.
  public static Outage down(Stack stack, String service) {
    return new Outage(stack, Way.DOWN, programs(stack, service));
  }

  /// Pauses all instances of `service`, as if their machine were paused.
  public static Outage frozen(Stack stack, String service) {
    return new Outage(stack, Way.FROZEN, programs(stack, service));
  }

  /// Pauses one process.
  public static Outage frozenProgram(Stack stack, String program) {
    return new Outage(stack, Way.FROZEN, List.of(program));
  }

  private static List<String> programs(Stack stack, String service) {
    return stack.programs().stream()
        .filter(program -> program.service().equals(service))
        .map(Program::name)
        .toList();
  }

  @Override
  public void close() {
    programs.forEach(program -> way.end(stack, program));
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError("SIG" + name + " did not reach " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
