package dev.visavis.history.rebuild;

/// The rebuild cannot go on; the old history serves as before.
final class RebuildFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RebuildFailedException(String why) {
    super(why);
  }
}
