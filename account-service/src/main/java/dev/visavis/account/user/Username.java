package dev.visavis.account.user;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// What a person signs in with: unique, ignoring case.
public final class Username {
  private static final String OF_SYSTEM = "system-";

  private Username() {}

  /// As it is kept: without what a keyboard or a paste puts around it, and in plain width.
  public static String normalized(String text) {
    return Normalizer.normalize(text, Form.NFKC).strip();
  }

  /// Whether only the operator may take it.
  public static boolean isReserved(String username) {
    return username.toLowerCase(Locale.ROOT).startsWith(OF_SYSTEM);
  }
}
