package dev.visavis.history.rebuild;

/// The rebuild cannot go on; the old history serves as before.
final class RebuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  RebuildFailed(String why) {
    super(why);
  }
}
