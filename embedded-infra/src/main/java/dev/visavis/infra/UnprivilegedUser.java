package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Lets root run PostgreSQL, which refuses to run as root.
///
/// Prefers a user namespace, in which the process is the user nobody while its files still belong
/// to root. Where namespaces are forbidden, as in most containers, it runs as the real user nobody,
/// which must own the data directory.
final class UnprivilegedUser {
  private static final String NOBODY = "65534";
  private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");
  private static final boolean HAS_NAMESPACES =
      IS_ROOT && succeeds(List.of("unshare", "--user", "true"));

  private UnprivilegedUser() {}

  /// Wraps `command` so that it runs without root's rights.
  static List<String> command(List<String> command) {
    if (!IS_ROOT) {
      return command;
    }
    var wrapped =
        new ArrayList<>(
            HAS_NAMESPACES
                ? List.of("unshare", "--user")
                : List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
    wrapped.addAll(command);
    return wrapped;
  }

  /// Gives `path` and everything below it to the user that runs the command.
  static void giveTo(Path path) {
    if (IS_ROOT
        && !HAS_NAMESPACES
        && !succeeds(List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()))) {
      throw new InfraException("PostgreSQL's files cannot be given to the user nobody: " + path);
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the program does not exist
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
