package dev.visavis.account.profile;

/// The relation of a user to another one: contact or blocked.
public enum Relation {
  CONTACT("contact"),
  BLOCK("block");

  private final String stored;

  Relation(String stored) {
    this.stored = stored;
  }

  /// The value in the column `kind`.
  public String stored() {
    return stored;
  }
}
