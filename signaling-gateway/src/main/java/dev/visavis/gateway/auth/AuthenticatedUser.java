package dev.visavis.gateway.auth;

import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;
import java.util.UUID;

/// The user whom a valid access token names.
///
/// @param signedInAt when the user signed in; renewing the token does not change it. If the token
///     does not say, the time when it was issued, or else the epoch
/// @param sessionId identifies the sign-in; all tokens that were renewed from it share this id
/// @param token the token as received, for requests to account-service on the user's behalf; never
///     logged
public record AuthenticatedUser(
    UUID id, UserInfo user, Instant signedInAt, String sessionId, Instant expiresAt, String token) {
  @Override
  public String toString() {
    return "AuthenticatedUser[" + id + "]";
  }
}
