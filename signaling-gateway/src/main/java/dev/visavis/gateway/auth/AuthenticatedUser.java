package dev.visavis.gateway.auth;

import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;
import java.util.UUID;

/// The user whom a valid access token names.
///
/// @param signedInAt when the user signed in, however often the token was renewed since; at the
///     latest when it was issued, and the epoch if the token does not say
/// @param sessionId what all tokens since one sign-in have in common, and no others of this user
/// @param token as it came, for asking account-service in the person's own name; never logged
public record AuthenticatedUser(
    UUID id, UserInfo user, Instant signedInAt, String sessionId, Instant expiresAt, String token) {
  @Override
  public String toString() {
    return "AuthenticatedUser[" + id + "]";
  }
}
