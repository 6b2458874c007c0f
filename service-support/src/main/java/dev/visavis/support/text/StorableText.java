package dev.visavis.support.text;

import org.jspecify.annotations.Nullable;

/// What no text of a client may hold: UTF-8 has no lone surrogate, so it would be stored as another
/// character, and PostgreSQL stores no NUL.
public final class StorableText {
  private StorableText() {}

  /// What is wrong with it, as the client is told; null if nothing is.
  public static @Nullable String problem(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '\0') {
        return "must not contain the character U+0000";
      }
      if (Character.isSurrogate(unit)
          && (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(++i)))) {
        return "must be well-formed Unicode, without half of a surrogate pair";
      }
    }
    return null;
  }
}
