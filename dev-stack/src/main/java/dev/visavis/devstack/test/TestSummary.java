package dev.visavis.devstack.test;

import java.util.List;
import java.util.stream.Stream;

/// The number of passed tests, and the failures.
///
/// @param skipped the tests that this machine cannot run, with the reasons
public record TestSummary(int passed, List<Failure> failures, List<String> skipped) {
  static final TestSummary NONE = new TestSummary(0, List.of());

  TestSummary(int passed, List<Failure> failures) {
    this(passed, failures, List.of());
  }

  int failed() {
    return failures.size();
  }

  TestSummary plus(TestSummary other) {
    return new TestSummary(
        passed + other.passed,
        Stream.concat(failures.stream(), other.failures.stream()).toList(),
        Stream.concat(skipped.stream(), other.skipped.stream()).toList());
  }

  /// A check that counts as one test.
  static TestSummary of(String name, boolean passed) {
    return passed ? new TestSummary(1, List.of()) : failed(name);
  }

  /// A test that this machine cannot run.
  static TestSummary skipped(String test, String reason) {
    return new TestSummary(0, List.of(), List.of(test + ": " + reason));
  }

  /// The summary of a run that may have failed. If it has, there is at least one failure, even if
  /// the reports have none.
  TestSummary orFailed(String name, boolean succeeded) {
    return succeeded || failed() > 0 ? this : plus(failed(name));
  }

  private static TestSummary failed(String name) {
    return new TestSummary(0, List.of(new Failure(name, "see the end of its log above")));
  }

  @Override
  public String toString() {
    var counts = "%d passed, %d failed".formatted(passed, failed());
    return skipped.isEmpty() ? counts : counts + ", %d skipped".formatted(skipped.size());
  }
}
