package dev.visavis.history.http;

import dev.visavis.support.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The user whom the access token of the request names.
@RequestScoped
public class AuthenticatedUser {
  private final JsonWebToken token;
  private final ReadLimit limit;

  AuthenticatedUser(JsonWebToken token, ReadLimit limit) {
    this.token = token;
    this.limit = limit;
  }

  /// Counts the request against the user's limit and returns the user's id.
  ///
  /// @throws jakarta.ws.rs.WebApplicationException 401 if the token names no user; 429 with
  ///     `Retry-After` after too many requests
  public UUID limited() {
    String subject = token.getSubject();
    return Ids.read(subject == null ? "" : subject)
        .map(limit::take)
        .orElseThrow(() -> Problem.of(401, "The token names no user.").toException());
  }
}
