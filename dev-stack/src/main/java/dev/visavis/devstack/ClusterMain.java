package dev.visavis.devstack;

import dev.visavis.devstack.command.Launcher;
import java.nio.file.Path;

/// The main class of `visavis` in a container: the commands for a cluster, which need no checkout.
public final class ClusterMain {
  private ClusterMain() {}

  public static void main(String[] args) {
    var nothing = new Checkout(Path.of("").toAbsolutePath());
    System.exit(new Launcher(nothing, new Console(System.out)).withoutCheckout().run(args));
  }
}
