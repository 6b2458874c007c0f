package dev.visavis.history.rebuild;

/// The rebuild cannot continue; the old history stays in use.
final class RebuildFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RebuildFailedException(String why) {
    super(why);
  }
}
