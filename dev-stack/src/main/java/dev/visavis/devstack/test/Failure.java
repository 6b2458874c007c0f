package dev.visavis.devstack.test;

import java.util.List;
import java.util.stream.Collectors;

/// A failed test or run.
///
/// @param test its name in the test tool
/// @param why the tool's message, truncated for the terminal
public record Failure(String test, String why) {
  private static final int LINES = 12;
  private static final int COLUMNS = 240;

  /// Keeps the beginning of `text`, where the tools print the expectation.
  static Failure of(String test, String text) {
    return new Failure(
        test,
        text.strip()
            .lines()
            .limit(LINES)
            .map(line -> line.substring(0, Math.min(line.length(), COLUMNS)))
            .collect(Collectors.joining("\n")));
  }

  /// The lines for the terminal.
  List<String> lines() {
    return ("FAILED " + test + "\n" + why.indent(4)).lines().toList();
  }
}
