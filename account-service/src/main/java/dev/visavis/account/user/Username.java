package dev.visavis.account.user;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// The name with which a user signs in: unique, ignoring case.
public final class Username {
  private static final String OF_SYSTEM = "system-";

  private Username() {}

  /// The stored form: without surrounding spaces, and in normal width.
  public static String normalized(String text) {
    return Normalizer.normalize(text, Form.NFKC).strip();
  }

  /// Whether the username is reserved for the operator.
  public static boolean isReserved(String username) {
    return username.toLowerCase(Locale.ROOT).startsWith(OF_SYSTEM);
  }
}
