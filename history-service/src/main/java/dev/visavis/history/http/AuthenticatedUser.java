package dev.visavis.history.http;

import dev.visavis.support.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The user whose token comes with the request.
@RequestScoped
public class AuthenticatedUser {
  private final JsonWebToken token;
  private final ReadLimit limit;

  AuthenticatedUser(JsonWebToken token, ReadLimit limit) {
    this.token = token;
    this.limit = limit;
  }

  /// The id of the user, whose request counts.
  ///
  /// @throws jakarta.ws.rs.WebApplicationException 401, when the token names no user; 429 with
  ///     `Retry-After` after too many requests
  public UUID limited() {
    String subject = token.getSubject();
    return Ids.read(subject == null ? "" : subject)
        .map(limit::take)
        .orElseThrow(() -> Problem.of(401, "The token names no user.").toException());
  }
}
