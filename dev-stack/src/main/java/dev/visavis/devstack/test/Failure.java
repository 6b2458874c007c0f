package dev.visavis.devstack.test;

import java.util.List;
import java.util.stream.Collectors;

/// A test, or a whole run, that did not pass.
///
/// @param test what names it in its tool
/// @param why what the tool says of it, cut to what a terminal can hold
public record Failure(String test, String why) {
  private static final int LINES = 12;
  private static final int COLUMNS = 240;

  /// Keeps the beginning of `text`, where the tools say what they expected.
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
