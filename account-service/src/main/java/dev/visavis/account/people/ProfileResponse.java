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

/// The answer to who has changed their profile. The name and picture are in the token too, so a
/// browser gets a new one, good for as long as the one that it had.
@ApplicationScoped
class ProfileResponse {
  private final TokenIssuer tokens;
  private final ClientAddress origin;

  ProfileResponse(TokenIssuer tokens, ClientAddress origin) {
    this.tokens = tokens;
    this.origin = origin;
  }

  /// What has to be read off the token while the request is there.
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
