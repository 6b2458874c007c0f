package dev.visavis.account.people;

import dev.visavis.account.limit.ClientAddress;
import dev.visavis.account.token.Session;
import dev.visavis.account.token.TokenCookie;
import dev.visavis.account.token.TokenIssuer;
import dev.visavis.account.token.TokenIssuer.Issued;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserView;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Builds the response to a profile change. The token contains the name and the picture, so the
/// browser gets a new token with the expiry of the old one.
@ApplicationScoped
class ProfileResponse {
  private final TokenIssuer tokens;
  private final ClientAddress origin;

  ProfileResponse(TokenIssuer tokens, ClientAddress origin) {
    this.tokens = tokens;
    this.origin = origin;
  }

  /// The parts of the token, which must be read while the request is active.
  record TokenInUse(Session session, Instant expiry) {
    static TokenInUse of(JsonWebToken token) {
      return new TokenInUse(Session.of(token), Instant.ofEpochSecond(token.getExpirationTime()));
    }
  }

  Response response(UserAccount user, TokenInUse inUse, HttpServerRequest request) {
    Response.ResponseBuilder response = Response.ok(UserView.of(user));
    if (request.getCookie(TokenCookie.NAME) != null) {
      Issued issued = tokens.issue(user, inUse.session(), inUse.expiry());
      response.header(
          "Set-Cookie", TokenCookie.of(issued.token(), issued.left(), origin.isSecure(request)));
    }
    return response.build();
  }
}
