package dev.visavis.devstack.test;

/// How many tests passed and failed.
public record Tally(int passed, int failed) {
  static final Tally NONE = new Tally(0, 0);

  Tally plus(Tally other) {
    return new Tally(passed + other.passed, failed + other.failed);
  }

  /// A check that is one test by itself.
  static Tally of(boolean passed) {
    return passed ? new Tally(1, 0) : new Tally(0, 1);
  }

  /// What a run came to that ended with an error: at least one failure, whatever its reports say.
  Tally orFailed(boolean succeeded) {
    return succeeded || failed > 0 ? this : new Tally(passed, 1);
  }

  @Override
  public String toString() {
    return "%d passed, %d failed".formatted(passed, failed);
  }
}
