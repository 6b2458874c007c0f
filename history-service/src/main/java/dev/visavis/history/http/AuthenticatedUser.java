package dev.visavis.history.http;

import dev.visavis.support.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The user whose token comes with the request.
@RequestScoped
public class AuthenticatedUser {
  private final JsonWebToken token;

  AuthenticatedUser(JsonWebToken token) {
    this.token = token;
  }

  /// @throws jakarta.ws.rs.WebApplicationException 401, when the token names no user
  public UUID id() {
    String subject = token.getSubject();
    return Ids.read(subject == null ? "" : subject)
        .orElseThrow(() -> Problem.of(401, "The token names no user.").toException());
  }
}
