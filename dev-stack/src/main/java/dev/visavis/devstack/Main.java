package dev.visavis.devstack;

import dev.visavis.devstack.command.Launcher;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.RepositoryRoot;

/// The main class of the script `visavis`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    try {
      var checkout = new Checkout(RepositoryRoot.find());
      System.exit(new Launcher(checkout, new Console(System.out)).run(args));
    } catch (InfraException e) {
      System.err.println("visavis: " + e.getMessage());
      System.exit(1);
    }
  }
}
