package dev.visavis.account.token;

import dev.visavis.support.token.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The common part of all tokens since one sign-in, including renewed ones. A session ends when its
/// user signs out or when it reaches its maximum lifetime.
///
/// @param id unique among the user's sessions
/// @param signedIn when the user signed in
public record Session(String id, Instant signedIn) {
  /// Begins the session of a user who has just signed in.
  public static Session begin() {
    return new Session(UUID.randomUUID().toString(), Instant.now());
  }

  public static Session of(JsonWebToken token) {
    Instant signedIn = AuthTime.of(token);
    Object id = token.getClaim(SessionId.CLAIM);
    return new Session(SessionId.of(id, signedIn), signedIn);
  }
}
