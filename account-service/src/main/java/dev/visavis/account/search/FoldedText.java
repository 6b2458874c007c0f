package dev.visavis.account.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Folds text for search: removes differences of case, accents, width and ligatures. Both names and
/// queries are folded only here, so that they match.
final class FoldedText {
  /// The scripts whose marks are accents; in other scripts (Devanagari, Thai) a mark is a vowel.
  private static final Set<UnicodeScript> ACCENTED =
      EnumSet.of(
          UnicodeScript.INHERITED,
          UnicodeScript.COMMON,
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARABIC,
          UnicodeScript.HEBREW,
          UnicodeScript.SYRIAC);

  /// Scripts written without spaces, in which a word may begin at each letter.
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /// Letters that Unicode does not decompose, but that people write in more than one way.
  private static final Map<Integer, String> LETTERS =
      Map.ofEntries(
          Map.entry((int) '\u0142', "l"),
          Map.entry((int) '\u00f8', "o"),
          Map.entry((int) '\u0111', "d"),
          Map.entry((int) '\u00f0', "d"),
          Map.entry((int) '\u0256', "d"),
          Map.entry((int) '\u0127', "h"),
          Map.entry((int) '\u0131', "i"),
          Map.entry((int) '\u0167', "t"),
          Map.entry((int) '\u014b', "n"),
          Map.entry((int) '\u0138', "k"),
          Map.entry((int) '\u0259', "e"),
          Map.entry((int) '\u00df', "ss"),
          Map.entry((int) '\u00e6', "ae"),
          Map.entry((int) '\u0153', "oe"),
          Map.entry((int) '\u00fe', "th"),
          Map.entry((int) '\u03c2', "\u03c3"), // final sigma
          Map.entry((int) '\u0649', "\u064a"), // alef maksura, Farsi yeh: yeh
          Map.entry((int) '\u06cc', "\u064a"),
          Map.entry((int) '\u06a9', "\u0643"), // keheh: kaf
          Map.entry((int) '\u0629', "\u0647"), // teh marbuta: heh
          Map.entry((int) '\u0640', "")); // tatweel

  private FoldedText() {}

  /// The parts of the text between spaces. Punctuation within a part becomes a space: `o neil`.
  static List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    for (String chunk : text.split("[\\p{Z}\\p{Cc}]+", -1)) {
      String folded = fold(chunk).strip();
      if (!folded.isEmpty()) {
        chunks.add(folded);
      }
    }
    return chunks;
  }

  /// Whether a word may begin at this letter, even in the middle of other letters.
  static boolean startsWord(int letter) {
    return UNSPACED.contains(UnicodeScript.of(letter));
  }

  private static String fold(String text) {
    String cased =
        Normalizer.normalize(text, Form.NFKD).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(cased.length());
    Normalizer.normalize(cased, Form.NFKD).codePoints().forEach(c -> append(folded, c));
    return Normalizer.normalize(folded, Form.NFC);
  }

  private static void append(StringBuilder folded, int c) {
    String letter = LETTERS.get(c);
    if (letter != null) {
      folded.append(letter);
      return;
    }
    switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.OTHER_SYMBOL,
          Character.COMBINING_SPACING_MARK ->
          folded.appendCodePoint(c);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> appendMark(folded, c);
      case Character.MODIFIER_LETTER -> appendModifier(folded, c);
      case Character.FORMAT, Character.MODIFIER_SYMBOL -> {} // joiners, skin tones
      default -> folded.append(' ');
    }
  }

  private static void appendMark(StringBuilder folded, int c) {
    boolean voiced = c == 0x3099 || c == 0x309A; // a voiced kana is another letter, not an accent
    if (voiced || !ACCENTED.contains(UnicodeScript.of(c))) {
      folded.appendCodePoint(c);
    }
  }

  /// Modifiers include apostrophes.
  private static void appendModifier(StringBuilder folded, int c) {
    if (c >= 0x02B9 && c <= 0x02BF) {
      folded.append(' ');
    } else {
      folded.appendCodePoint(c);
    }
  }
}
