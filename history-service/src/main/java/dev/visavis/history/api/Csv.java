package dev.visavis.history.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of RFC 4180. What a spreadsheet would take for a formula is made a text: names are chosen
/// by other people.
final class Csv {
  private static final String FORMULAS = "=+-@\t\r";

  private Csv() {}

  static String line(@Nullable Object... fields) {
    return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof String given ? harmless(given) : value.toString();
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
