package dev.visavis.support.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What all tokens since one sign-in have in common: the claim `sid` of OpenID Connect. Who signs
/// out ends the session and leaves the other sessions of the user alone.
public final class SessionId {
  public static final String CLAIM = "sid";

  private static final int MAX_LENGTH = 100;

  private SessionId() {}

  /// For a token without the claim, or with an odd one, the instant of its sign-in stands for it.
  ///
  /// @param claim the value of [#CLAIM]; null: there is none
  public static String of(@Nullable Object claim, Instant signedInAt) {
    return claim instanceof String sid && !sid.isEmpty() && sid.length() <= MAX_LENGTH
        ? sid
        : "at-" + signedInAt.toEpochMilli();
  }
}
