package dev.visavis.devstack.run;

import dev.visavis.infra.ChildProcess;
import java.util.Set;

/// One process of the stack and all that is needed to run it again.
///
/// @param needs the programs that have to be ready before it is started for the first time
/// @param starter returns once the process serves
public record Program(
    String name, int port, Health health, Set<String> needs, Stage stage, Starter starter) {
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
