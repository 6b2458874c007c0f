package dev.visavis.devstack.run;

import dev.visavis.infra.ChildProcess;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One process of the stack and all that is needed to run it again.
///
/// @param needs the programs that have to be ready before it is started for the first time
/// @param starter returns once the process serves
/// @param cache what makes its next start faster; null where it is no Java program
/// @param isOptional whether the stack starts without it, where it does not start
public record Program(
    String name,
    int port,
    Health health,
    Set<String> needs,
    Stage stage,
    Starter starter,
    @Nullable AotCache cache,
    boolean isOptional) {
  /// One that the stack cannot do without.
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

  /// The order of ending, first to last: whoever is served by others ends before them.
  public enum Stage {
    /// They tell their devices to come back elsewhere, for which the edge is still needed.
    GATEWAYS(Duration.ofMillis(1_300)),
    SERVICES(Duration.ofMillis(2_600)),
    INFRASTRUCTURE(Duration.ofMillis(4_500));

    private final Duration endsWithin;

    Stage(Duration endsWithin) {
      this.endsWithin = endsWithin;
    }

    /// When the programs of this stage have to be gone, counted from when the stack was told to
    /// end.
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
