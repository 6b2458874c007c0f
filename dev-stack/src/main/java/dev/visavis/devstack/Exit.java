package dev.visavis.devstack;

import dev.visavis.infra.InfraException;
import java.io.IOException;

/// Ends the process with the exit code of a command, or with a line that says why there is none.
final class Exit {
  private Exit() {}

  /// Returns an exit code.
  @FunctionalInterface
  interface Command {
    int run() throws IOException, InterruptedException;
  }

  static void with(Command command) throws InterruptedException {
    int code;
    try {
      code = command.run();
    } catch (StackException | InfraException e) {
      System.err.println("visavis: " + e.getMessage());
      code = 1;
    } catch (IOException e) {
      System.err.println("visavis: " + e);
      code = 1;
    }
    System.exit(code);
  }
}
