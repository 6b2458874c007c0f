package dev.visavis.devstack.run;

import dev.visavis.infra.ChildProcess;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One process of the stack and how to run it.
///
/// @param needs the programs that must be ready before its first start
/// @param starter returns once the process is ready
/// @param cache speeds up its next start; null for a program that is not Java
/// @param isOptional whether the stack may run without it if it does not start
public record Program(
    String name,
    int port,
    Health health,
    Set<String> needs,
    Stage stage,
    Starter starter,
    @Nullable AotCache cache,
    boolean isOptional) {
  /// A program without which the stack cannot run.
  public Program(
      String name,
      int port,
      Health health,
      Set<String> needs,
      Stage stage,
      Starter starter,
      @Nullable AotCache cache) {
    this(name, port, health, needs, stage, starter, cache, false);
  }

  /// The order of shutdown, first to last: clients stop before their servers.
  public enum Stage {
    /// Gateways ask their devices to reconnect elsewhere, which needs the edge.
    GATEWAYS(Duration.ofMillis(1_300)),
    SERVICES(Duration.ofMillis(2_600)),
    INFRASTRUCTURE(Duration.ofMillis(4_500));

    private final Duration endsWithin;

    Stage(Duration endsWithin) {
      this.endsWithin = endsWithin;
    }

    /// The deadline for the programs of this stage, counted from the beginning of the shutdown.
    Duration endsWithin() {
      return endsWithin;
    }
  }

  /// Starts the process.
  public interface Starter {
    /// @throws dev.visavis.infra.InfraException if it ends or is not ready in time
    ChildProcess start();
  }
}
