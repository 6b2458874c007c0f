package dev.visavis.support.text;

import org.jspecify.annotations.Nullable;

/// Refuses text that cannot be stored: UTF-8 cannot encode a lone surrogate, which would become
/// another character, and PostgreSQL cannot store NUL.
public final class StorableText {
  private StorableText() {}

  /// The error for the client; null if the text is valid.
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
