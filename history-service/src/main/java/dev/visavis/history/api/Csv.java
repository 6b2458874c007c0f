package dev.visavis.history.api;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes lines of RFC 4180. Prefixes text that a spreadsheet would run as a formula, because other
/// people choose the names. Spreadsheets ignore invisible characters before a formula and accept
/// the full-width forms of its first character.
final class Csv {
  private static final String FORMULAS = "=+-@\u2212";

  /// Letters and symbols without a glyph: Hangul fillers and the Braille blank.
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
