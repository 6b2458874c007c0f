package dev.visavis.account.signin;

import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.profile.EndedSessions;
import dev.visavis.account.store.Database;
import dev.visavis.account.token.LocalTokenVerifier;
import dev.visavis.account.token.Session;
import dev.visavis.account.token.TokenCookie;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Ends the session of a token: its tokens cannot be renewed, its sockets close, and no device can
/// register with it. The user's other sessions continue.
@ApplicationScoped
class SignOut {
  private static final String BEARER = "bearer ";
  private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

  private final LocalTokenVerifier tokens;
  private final UserAccounts accounts;
  private final EndedSessions sessions;
  private final OutboxRelay relay;
  private final Database database;

  SignOut(
      LocalTokenVerifier tokens,
      UserAccounts accounts,
      EndedSessions sessions,
      OutboxRelay relay,
      Database database) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.sessions = sessions;
    this.relay = relay;
    this.database = database;
  }

  /// Completes when the session has ended. A request without a token of this issuer ends nothing;
  /// an expired token does end its session.
  Uni<Void> signOut(HttpServerRequest request) {
    List<JsonWebToken> signedIn =
        tokens(request).stream().flatMap(token -> tokens.ofAnyAge(token).stream()).toList();
    return signedIn.isEmpty()
        ? NOTHING
        : Multi.createFrom()
            .iterable(signedIn)
            .onItem()
            .transformToUniAndConcatenate(this::end)
            .onItem()
            .ignoreAsUni()
            .invoke(relay::signal);
  }

  private Uni<Void> end(JsonWebToken token) {
    UUID userId = UUID.fromString(token.getSubject());
    String session = Session.of(token).id();
    return database.write(
        () ->
            accounts
                .forChange(userId)
                .flatMap(user -> user == null ? NOTHING : end(user, session)));
  }

  private Uni<Void> end(UserAccount user, String session) {
    return sessions
        .end(user.id(), session)
        .flatMap(first -> first ? accounts.changed(user).replaceWithVoid() : NOTHING);
  }

  /// A browser sends the cookie, a program the header. If a request has both, both sessions end.
  private static List<String> tokens(HttpServerRequest request) {
    List<String> tokens = new ArrayList<>();
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      tokens.add(header.substring(BEARER.length()).strip());
    }
    Cookie cookie = request.getCookie(TokenCookie.NAME);
    if (cookie != null) {
      tokens.add(cookie.getValue());
    }
    return tokens;
  }
}
