package dev.visavis.devstack;

import dev.visavis.devstack.command.Launcher;
import java.nio.file.Path;

/// What the script `visavis` runs in a container: the commands about a cluster, which need no
/// checkout.
public final class ClusterMain {
  private ClusterMain() {}

  public static void main(String[] args) {
    var nothing = new Checkout(Path.of("").toAbsolutePath());
    System.exit(new Launcher(nothing, new Console(System.out)).withoutCheckout().run(args));
  }
}
