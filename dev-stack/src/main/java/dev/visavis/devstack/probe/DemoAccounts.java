package dev.visavis.devstack.probe;

import java.io.IOException;
import java.util.ArrayList;
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

  /// Makes the accounts that are not there yet; those made together have each other as contacts.
  public static void create(AccountClient accounts) throws IOException, InterruptedException {
    var made = new ArrayList<AccountClient.SignedIn>();
    for (var person : PEOPLE.entrySet()) {
      accounts.signUp(person.getKey(), PASSWORD, person.getValue()).ifPresent(made::add);
    }
    for (var one : made) {
      for (var other : made) {
        if (!one.equals(other)) {
          accounts.addContact(one, other);
        }
      }
    }
  }

  /// The usernames, for people to read.
  public static String names() {
    return String.join(", ", PEOPLE.keySet());
  }
}
