package dev.visavis.account.token;

import dev.visavis.support.token.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// What all tokens since one sign-in have in common, however often they are renewed. It ends when
/// its user signs out, or when it has grown too old.
///
/// @param id no other session of the user has it
/// @param signedIn when the user proved who they are
public record Session(String id, Instant signedIn) {
  /// Of somebody who has just signed in.
  public static Session begin() {
    return new Session(UUID.randomUUID().toString(), Instant.now());
  }

  public static Session of(JsonWebToken token) {
    Instant signedIn = AuthTime.of(token);
    Object id = token.getClaim(SessionId.CLAIM);
    return new Session(SessionId.of(id, signedIn), signedIn);
  }
}
