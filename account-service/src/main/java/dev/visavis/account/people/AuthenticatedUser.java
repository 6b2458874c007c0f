package dev.visavis.account.people;

import dev.visavis.account.user.UserAccount;
import dev.visavis.support.http.Problem;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// The user who sends the request.
final class AuthenticatedUser {
  private AuthenticatedUser() {}

  static UUID token(JsonWebToken token) {
    UUID self = parse(token.getSubject());
    if (self == null) {
      throw Problem.of(401, "The access token does not identify a user.").toException();
    }
    return self;
  }

  /// Stricter than [UUID#fromString], which accepts short groups; null for any other text.
  static @Nullable UUID parse(@Nullable String id) {
    try {
      UUID uuid = UUID.fromString(String.valueOf(id));
      return uuid.toString().equalsIgnoreCase(id) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Fails with 401 if the account is gone, because a token may outlive its user.
  static UserAccount orSignInAgain(@Nullable UserAccount user) {
    if (user == null) {
      throw Problem.of(401, "This account no longer exists.").toException();
    }
    return user;
  }
}
