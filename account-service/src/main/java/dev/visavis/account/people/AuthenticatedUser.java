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
      throw Problem.of(401, "This token is of nobody.").toException();
    }
    return self;
  }

  /// Stricter than [UUID#fromString], which takes short groups; null: this is none.
  static @Nullable UUID parse(@Nullable String id) {
    try {
      UUID uuid = UUID.fromString(String.valueOf(id));
      return uuid.toString().equalsIgnoreCase(id) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The token may outlive its user.
  static UserAccount orSignInAgain(@Nullable UserAccount user) {
    if (user == null) {
      throw Problem.of(401, "This account is no more.").toException();
    }
    return user;
  }
}
