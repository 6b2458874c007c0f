package dev.visavis.devstack.probe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The people that a developer finds on a new stack.
public final class DemoAccounts {
  /// No secret: it is shown on the terminal, and the stack listens on this machine alone.
  public static final String PASSWORD = "visavis-demo";

  private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

  static {
    PEOPLE.put("alice", "Alice Ahrens");
    PEOPLE.put("bob", "Bob Brandt");
    PEOPLE.put("carol", "Carol Castell");
    PEOPLE.put("dave", "Dave Dorn");
  }

  private DemoAccounts() {}

  /// Makes the accounts that are not there yet.
  public static void create(Accounts accounts) throws IOException, InterruptedException {
    for (var person : PEOPLE.entrySet()) {
      accounts.signUp(person.getKey(), PASSWORD, person.getValue());
    }
  }

  /// The usernames, for people to read.
  public static String names() {
    return String.join(", ", PEOPLE.keySet());
  }
}
