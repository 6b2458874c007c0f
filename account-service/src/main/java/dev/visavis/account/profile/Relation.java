package dev.visavis.account.profile;

/// What one user is to another.
public enum Relation {
  CONTACT("contact"),
  BLOCK("block");

  private final String stored;

  Relation(String stored) {
    this.stored = stored;
  }

  /// How the column `kind` has it.
  public String stored() {
    return stored;
  }
}
