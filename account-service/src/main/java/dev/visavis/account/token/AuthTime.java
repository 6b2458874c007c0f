package dev.visavis.account.token;

import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// When the user of a token signed in; renewals do not change it. The claims have it in seconds, as
/// in OpenID Connect, and in milliseconds, because a user may sign in again within the second in
/// which a device was revoked.
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
        // Tokens of earlier versions do not have the claim.
        .orElseGet(() -> Instant.ofEpochSecond(token.getIssuedAtTime()));
  }
}
