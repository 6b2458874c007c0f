package dev.visavis.devstack.run;

import dev.visavis.infra.InfraException;
import dev.visavis.infra.Ports;
import java.util.concurrent.ThreadLocalRandom;

/// Allocates ports for the processes of one stack. They are below the range of outgoing
/// connections, so that a restarted process finds its port free.
final class StackPorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private int next = ThreadLocalRandom.current().nextInt(FIRST, LAST);

  int take() {
    for (int tried = 0; tried <= LAST - FIRST; tried++) {
      int port = next;
      next = next == LAST ? FIRST : next + 1;
      if (Ports.isFree("0.0.0.0", port)) {
        return port;
      }
    }
    throw new InfraException("all ports from %d to %d are in use".formatted(FIRST, LAST));
  }
}
