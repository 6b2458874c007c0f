package dev.visavis.support.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The id that all tokens since one sign-in share: the claim `sid` of OpenID Connect. Signing out
/// ends this session and no other session of the user.
public final class SessionId {
  public static final String CLAIM = "sid";

  private static final int MAX_LENGTH = 100;

  private SessionId() {}

  /// The session id; for a token without a valid claim, the time of its sign-in.
  ///
  /// @param claim the value of [#CLAIM]; null if there is none
  public static String of(@Nullable Object claim, Instant signedInAt) {
    return claim instanceof String sid && !sid.isEmpty() && sid.length() <= MAX_LENGTH
        ? sid
        : "at-" + signedInAt.toEpochMilli();
  }
}
