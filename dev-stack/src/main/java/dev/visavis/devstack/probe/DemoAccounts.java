package dev.visavis.devstack.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// The demo users of a new stack.
public final class DemoAccounts {
  /// Not a secret: the terminal shows it, and by default the stack listens only on this machine.
  public static final String PASSWORD = "visavis-demo";

  private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

  static {
    PEOPLE.put("alice", "Alice Ahrens");
    PEOPLE.put("bob", "Bob Brandt");
    PEOPLE.put("carol", "Carol Castell");
    PEOPLE.put("dave", "Dave Dorn");
  }

  private DemoAccounts() {}

  /// Creates missing accounts; accounts created together get each other as contacts.
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

  /// The usernames, separated by commas.
  public static String names() {
    return String.join(", ", PEOPLE.keySet());
  }
}
