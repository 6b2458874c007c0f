package dev.visavis.devstack;

import dev.visavis.devstack.command.CommandLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What the script `visavis` runs in a container: the commands about a cluster, which need no
/// checkout.
public final class ClusterMain {
  private static final Set<String> COMMANDS = Set.of("explain", "dead-letters");

  private ClusterMain() {}

  public static void main(String[] args) throws InterruptedException {
    Exit.with(
        () -> {
          if (args.length == 0 || !COMMANDS.contains(args[0])) {
            throw new StackException(
                "here are explain and dead-letters, with --bootstrap HOST:PORT");
          }
          var nothing = new Checkout(Path.of("").toAbsolutePath());
          return new CommandLine(nothing, new Console(System.out)).run(List.of(args));
        });
  }
}
