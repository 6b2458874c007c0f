package dev.visavis.devstack;

import dev.visavis.devstack.command.CommandLine;
import dev.visavis.infra.RepositoryRoot;
import java.util.List;

/// What the script `visavis` runs.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    Exit.with(
        () -> {
          var checkout = new Checkout(RepositoryRoot.find());
          return new CommandLine(checkout, new Console(System.out)).run(List.of(args));
        });
  }
}
