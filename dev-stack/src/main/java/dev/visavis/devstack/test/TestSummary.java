package dev.visavis.devstack.test;

import java.util.List;
import java.util.stream.Stream;

/// How many tests passed, and which did not.
public record Tally(int passed, List<Failure> failures) {
  static final Tally NONE = new Tally(0, List.of());

  int failed() {
    return failures.size();
  }

  Tally plus(Tally other) {
    return new Tally(
        passed + other.passed, Stream.concat(failures.stream(), other.failures.stream()).toList());
  }

  /// A check that is one test by itself.
  static Tally of(String name, boolean passed) {
    return passed ? new Tally(1, List.of()) : failed(name);
  }

  /// What a run came to that may have ended with an error: at least one failure then, whatever its
  /// reports say.
  Tally orFailed(String name, boolean succeeded) {
    return succeeded || failed() > 0 ? this : plus(failed(name));
  }

  private static Tally failed(String name) {
    return new Tally(0, List.of(new Failure(name, "see the end of its log above")));
  }

  @Override
  public String toString() {
    return "%d passed, %d failed".formatted(passed, failed());
  }
}
