package dev.visavis.history.api;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of RFC 4180. What a spreadsheet would take for a formula is made a text: names are chosen
/// by other people. Spreadsheets pass over what is invisible before a formula, and take the wide
/// forms of its first character for the plain one.
final class Csv {
  private static final String FORMULAS = "=+-@\u2212";

  /// Letters and symbols without a picture: Hangul fillers, the blank of Braille.
  private static final String BLANK = "\u115f\u1160\u2800\u3164\uffa0";

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
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    int visible = text.codePoints().filter(c -> !isInvisible(c)).findFirst().orElse(first);
    String plain = Normalizer.normalize(Character.toString(visible), Normalizer.Form.NFKC);
    boolean formula = FORMULAS.contains(plain.substring(0, 1));
    return formula || Character.isISOControl(first) ? "'" + text : text;
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || BLANK.indexOf(character) >= 0;
  }
}
