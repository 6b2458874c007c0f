package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.run.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what was typed after `visavis dead-letters`.
final class DeadLettersCommand {
  private static final String USAGE =
      "dead-letters takes list [--json] | show ID | replay ID.. | replay --all";
  private static final String BOOTSTRAP = "bootstrap.servers";

  private final List<String> left;
  private final Checkout checkout;
  private final Console console;

  DeadLettersCommand(List<String> arguments, Checkout checkout, Console console) {
    this.left = new ArrayList<>(arguments);
    this.checkout = checkout;
    this.console = console;
  }

  void run() throws IOException {
    var letters = new DeadLetters(cluster(), console);
    var action = left.isEmpty() || left.getFirst().startsWith("-") ? "list" : left.removeFirst();
    switch (action) {
      case "list" -> letters.list(flag("--json"));
      case "show" -> letters.show(onlyId());
      case "replay" -> replay(letters);
      default -> throw new StackException(USAGE);
    }
  }

  private void replay(DeadLetters letters) {
    if (left.remove("--all")) {
      rejectRest();
      letters.replayAll();
    } else if (left.isEmpty()) {
      throw new StackException(USAGE);
    } else {
      letters.replay(Set.copyOf(left));
    }
  }

  /// The cluster that was named, or else the one of the stack that runs here.
  private Properties cluster() throws IOException {
    var bootstrap = option("--bootstrap");
    var config = option("--config");
    var data = option("--data");
    var cluster = new Properties();
    if (config != null) {
      try (var file = Files.newBufferedReader(Path.of(config))) {
        cluster.load(file);
      }
    }
    if (bootstrap != null) {
      cluster.setProperty(BOOTSTRAP, bootstrap);
    }
    if (!cluster.containsKey(BOOTSTRAP)) {
      cluster.setProperty(
          BOOTSTRAP, brokersOf(data == null ? checkout.defaultData() : Path.of(data)));
    }
    return cluster;
  }

  private static String brokersOf(Path data) throws IOException {
    return new StateFile(new DataDirectory(data.toAbsolutePath()).state())
        .read()
        .filter(StateFile.State::isCurrent)
        .orElseThrow(
            () ->
                new StackException("nothing runs here: start it, or name a --bootstrap HOST:PORT"))
        .bootstrapServers();
  }

  private @Nullable String option(String name) {
    int at = left.indexOf(name);
    if (at < 0) {
      return null;
    }
    if (at + 1 == left.size()) {
      throw new StackException(name + " needs a value");
    }
    left.remove(at);
    return left.remove(at);
  }

  private boolean flag(String name) {
    var given = left.remove(name);
    rejectRest();
    return given;
  }

  private String onlyId() {
    if (left.size() != 1) {
      throw new StackException(USAGE);
    }
    return left.getFirst();
  }

  private void rejectRest() {
    if (!left.isEmpty()) {
      throw new StackException("unknown option " + left.getFirst() + ": " + USAGE);
    }
  }
}
