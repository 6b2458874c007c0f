package dev.visavis.devstack.test;

import java.util.List;
import java.util.stream.Stream;

/// How many tests passed, and which did not.
public record TestSummary(int passed, List<Failure> failures) {
  static final TestSummary NONE = new TestSummary(0, List.of());

  int failed() {
    return failures.size();
  }

  TestSummary plus(TestSummary other) {
    return new TestSummary(
        passed + other.passed, Stream.concat(failures.stream(), other.failures.stream()).toList());
  }

  /// A check that is one test by itself.
  static TestSummary of(String name, boolean passed) {
    return passed ? new TestSummary(1, List.of()) : failed(name);
  }

  /// What a run came to that may have ended with an error: at least one failure then, whatever its
  /// reports say.
  TestSummary orFailed(String name, boolean succeeded) {
    return succeeded || failed() > 0 ? this : plus(failed(name));
  }

  private static TestSummary failed(String name) {
    return new TestSummary(0, List.of(new Failure(name, "see the end of its log above")));
  }

  @Override
  public String toString() {
    return "%d passed, %d failed".formatted(passed, failed());
  }
}
