package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what was typed after `visavis dead-letters`.
final class DeadLettersCommand {
  private static final String USAGE =
      "dead-letters takes list [--json] | show ID | replay ID.. | replay --all";

  private final List<String> left;
  private final Checkout checkout;
  private final Console console;

  DeadLettersCommand(List<String> arguments, Checkout checkout, Console console) {
    this.left = new ArrayList<>(arguments);
    this.checkout = checkout;
    this.console = console;
  }

  void run() throws IOException {
    var letters = new DeadLetterActions(new ClusterOptions(left, checkout).take().kafka(), console);
    var action = left.isEmpty() || left.getFirst().startsWith("-") ? "list" : left.removeFirst();
    switch (action) {
      case "list" -> letters.list(flag("--json"));
      case "show" -> letters.show(onlyId());
      case "replay" -> replay(letters);
      default -> throw new StackException(USAGE);
    }
  }

  private void replay(DeadLetterActions letters) {
    if (left.remove("--all")) {
      rejectRest();
      letters.replayAll();
    } else if (left.isEmpty()) {
      throw new StackException(USAGE);
    } else {
      letters.replay(Set.copyOf(left));
    }
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
