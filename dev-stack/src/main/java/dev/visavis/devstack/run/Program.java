package dev.visavis.devstack.run;

import dev.visavis.infra.ChildProcess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One process of the stack and all that is needed to run it again.
///
/// @param needs the programs that have to be ready before it is started for the first time
/// @param starter returns once the process serves
/// @param cache what makes its next start faster; null where it is no Java program
public record Program(
    String name,
    int port,
    Health health,
    Set<String> needs,
    Stage stage,
    Starter starter,
    @Nullable AotCache cache) {
  /// The order of ending, first to last: whoever is served by others ends before them.
  public enum Stage {
    /// They tell their devices to come back elsewhere, for which the edge is still needed.
    GATEWAYS,
    SERVICES,
    INFRASTRUCTURE
  }

  /// Starts the process.
  public interface Starter {
    /// @throws dev.visavis.infra.InfraException if it ends or is not ready in time
    ChildProcess start();
  }
}
