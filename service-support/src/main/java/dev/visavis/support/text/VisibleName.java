package dev.visavis.support.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Validates a name of a user or a device that others see: it must be visible, in one line, and
/// without characters that hide, reorder or cover the text next to it. Similar to the nickname
/// profile of PRECIS (RFC 8266), which does not allow emoji.
public final class VisibleName {
  /// The maximum length in code points.
  public static final int MAX_CHARS = 100;

  /// The combining marks that a language needs on one letter; more would cover the lines around it.
  private static final int MAX_MARKS = 3;

  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;

  private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");

  /// A regional flag: a black flag followed by a code in tag characters, which are invisible on
  /// their own.
  private static final Pattern TAGGED_FLAG =
      Pattern.compile("\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{2,6}\\x{E007F}");

  /// Letters, marks and symbols without a glyph.
  private static final Set<Integer> BLANK =
      Set.of(
          0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164,
          0xFFA0, 0xFFFC, 0x1D159);

  /// Scripts whose letters change shape next to each other, which a joiner controls.
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MANDAIC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private VisibleName() {}

  /// The stored form: NFC, with each run of white space replaced by one space.
  public static String normalized(String name) {
    return SPACES.matcher(Normalizer.normalize(name, Form.NFC)).replaceAll(" ").strip();
  }

  /// The error for the user; null if the normalized name is valid.
  public static @Nullable String problem(String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_CHARS) {
      return "must be 1 to " + MAX_CHARS + " characters";
    }
    int[] text = TAGGED_FLAG.matcher(name).replaceAll("\u2690").codePoints().toArray();
    int marks = 0;
    boolean visible = false;
    for (int i = 0; i < text.length; i++) {
      String problem = problem(text, i);
      if (problem != null) {
        return problem;
      }
      boolean mark = isMark(text[i]);
      marks = mark ? marks + 1 : 0;
      if (mark && marks == i + 1) {
        return "must not begin with a combining mark";
      }
      if (marks > MAX_MARKS) {
        return "must not have more than " + MAX_MARKS + " combining marks on one letter";
      }
      visible |= !mark && text[i] != ' ' && text[i] != ZWJ && text[i] != ZWNJ;
    }
    return visible ? null : "must contain a character that can be seen";
  }

  /// The name from another identity provider, without invalid characters; may be empty.
  public static String cleaned(String name) {
    int[] text = normalized(name).codePoints().toArray();
    StringBuilder kept = new StringBuilder();
    int marks = 0;
    for (int i = 0; i < text.length; i++) {
      marks = isMark(text[i]) ? marks + 1 : 0;
      boolean hangs = marks > MAX_MARKS || (marks > 0 && kept.isEmpty());
      if (!hangs && problem(text, i) == null) {
        kept.appendCodePoint(text[i]);
      }
    }
    String cleaned = normalized(kept.toString());
    return problem(cleaned) == null ? cleaned : "";
  }

  private static @Nullable String problem(int[] text, int at) {
    int c = text[at];
    return switch (Character.getType(c)) {
      case Character.CONTROL -> mustNotContain("a control character", c);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          mustNotContain("a line break", c);
      case Character.SURROGATE -> mustNotContain("half of a surrogate pair", c);
      case Character.PRIVATE_USE -> mustNotContain("a character of private use", c);
      case Character.FORMAT -> isJoinerInPlace(text, at) ? null : mustNotContain(format(c), c);
      case Character.UNASSIGNED -> isNoCharacter(c) ? mustNotContain("a noncharacter", c) : null;
      default -> BLANK.contains(c) ? mustNotContain("an invisible character", c) : null;
    };
  }

  private static String mustNotContain(String what, int c) {
    return "must not contain %s (U+%04X)".formatted(what, c);
  }

  private static String format(int c) {
    boolean direction =
        (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200E
            || c == 0x200F
            || c == 0x061C;
    return direction ? "a character that changes the direction of text" : "an invisible character";
  }

  /// Whether the joiner connects parts of an emoji, or letters of a script that uses joiners.
  private static boolean isJoinerInPlace(int[] text, int at) {
    int c = text[at];
    if ((c != ZWJ && c != ZWNJ) || at == 0 || at + 1 == text.length) {
      return false;
    }
    boolean emoji = c == ZWJ && isOfEmoji(text[at - 1]) && isOfEmoji(text[at + 1]);
    return emoji || (isJoining(text[at - 1]) && isJoining(text[at + 1]));
  }

  private static boolean isOfEmoji(int c) {
    return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c) || c == 0xFE0F;
  }

  private static boolean isJoining(int c) {
    return JOINING.contains(UnicodeScript.of(c)) && (Character.isLetter(c) || isAnyMark(c));
  }

  private static boolean isNoCharacter(int c) {
    // Excludes code points outside the text planes, noncharacters and reserved blanks.
    return (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || c == 0x2065
        || c >= 0xE0000;
  }

  private static boolean isAnyMark(int c) {
    return isMark(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /// Whether the character is a combining mark.
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
