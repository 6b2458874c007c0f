package dev.visavis.devstack;

import dev.visavis.devstack.command.Commands;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.util.List;

/// What the script `visavis` runs.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    int code;
    try {
      var checkout = new Checkout(RepositoryRoot.find());
      code = new Commands(checkout, new Console(System.out)).run(List.of(args));
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
