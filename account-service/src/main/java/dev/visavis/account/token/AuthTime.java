package dev.visavis.account.token;

import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// When the user of a token proved who they are: it stays the same however often the token is
/// renewed. Seconds as OpenID Connect has them, and milliseconds, since one may sign in again
/// within the second in which a device was revoked.
final class AuthTime {
  static final String CLAIM = "auth_time";
  static final String CLAIM_MS = "auth_time_ms";

  private AuthTime() {}

  static Instant of(JsonWebToken token) {
    return token
        .<Object>claim(CLAIM_MS)
        .map(Object::toString)
        .map(Long::valueOf)
        .map(Instant::ofEpochMilli)
        // A token from before there was such a claim.
        .orElseGet(() -> Instant.ofEpochSecond(token.getIssuedAtTime()));
  }
}
