package dev.visavis.account.signin;

import dev.visavis.account.limit.ClientAddress;
import dev.visavis.account.limit.Limits;
import dev.visavis.account.limit.Limits.Kind;
import dev.visavis.account.profile.EndedSessions;
import dev.visavis.account.store.Database;
import dev.visavis.account.token.Session;
import dev.visavis.account.token.TokenCookie;
import dev.visavis.account.token.TokenIssuer;
import dev.visavis.account.token.TokenIssuer.Issued;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.account.user.UserView;
import dev.visavis.support.http.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Sign-up, login, renewal and logout. The response contains the token twice: in the body for
/// programs, in a cookie for browsers.
@Path("/api/auth")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class AuthResource {
  private final SignUpHandler signUp;
  private final LoginHandler logIn;
  private final SignOut signOut;
  private final TokenIssuer tokens;
  private final ClientAddress origin;
  private final UserAccounts accounts;
  private final EndedSessions sessions;
  private final Database database;
  private final Limits limits;
  private final JsonWebToken caller;

  AuthResource(
      SignUpHandler signUp,
      LoginHandler logIn,
      SignOut signOut,
      TokenIssuer tokens,
      ClientAddress origin,
      UserAccounts accounts,
      EndedSessions sessions,
      Database database,
      Limits limits,
      JsonWebToken caller) {
    this.signUp = signUp;
    this.logIn = logIn;
    this.signOut = signOut;
    this.tokens = tokens;
    this.origin = origin;
    this.accounts = accounts;
    this.sessions = sessions;
    this.database = database;
    this.limits = limits;
    this.caller = caller;
  }

  @POST
  @Path("/signup")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create an account and sign in")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = SignInResponse.class)))
  @APIResponse(responseCode = "409", description = "The username is taken")
  @APIResponse(responseCode = "429", description = "Too many accounts from one network")
  public Uni<Response> signUp(
      @Valid @NotNull SignUpRequest request, @Context HttpServerRequest http) {
    return signUp
        .signUp(request, origin.address(http))
        .map(user -> signedIn(Response.Status.CREATED, user, Session.begin(), http));
  }

  @POST
  @Path("/login")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign in")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SignInResponse.class)))
  @APIResponse(responseCode = "401", description = "Unknown username or wrong password")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords: see Retry-After")
  public Uni<Response> logIn(
      @Valid @NotNull LoginRequest request, @Context HttpServerRequest http) {
    return logIn
        .logIn(request, origin.address(http))
        .map(user -> signedIn(Response.Status.OK, user, Session.begin(), http));
  }

  /// Returns a new token, like a login, for a valid one. A session cannot be renewed after its
  /// maximum lifetime.
  @POST
  @Path("/refresh")
  @Authenticated
  @Operation(summary = "Renew a valid token")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SignInResponse.class)))
  @APIResponse(responseCode = "401", description = "No valid token, or the session has ended")
  @APIResponse(responseCode = "429", description = "Too many renewals: see Retry-After")
  public Uni<Response> refresh(@Context HttpServerRequest http) {
    Session session = Session.of(caller);
    if (tokens.isOver(session)) {
      throw Problem.of(401, "This session has expired. Sign in again.").toException();
    }
    UUID self = limits.take(Kind.RENEWAL, UUID.fromString(caller.getSubject()));
    return database
        .read(
            () ->
                sessions
                    .isEnded(self, session.id())
                    .invoke(AuthResource::requireLive)
                    .chain(() -> accounts.findById(self)))
        .map(
            user -> {
              if (user == null) {
                throw Problem.of(401, "This account no longer exists.").toException();
              }
              return signedIn(Response.Status.OK, user, session, http);
            });
  }

  private static void requireLive(boolean ended) {
    if (ended) {
      throw Problem.of(401, "You have signed out of this session. Sign in again.").toException();
    }
  }

  /// Ends the session and deletes the cookie, even if its token is invalid.
  @POST
  @Path("/logout")
  @Operation(
      summary = "Sign out",
      description =
          "Closes the sockets of this session with 4001. Its tokens cannot be renewed, and no"
              + " device can register with them. Other sessions continue.")
  @APIResponse(responseCode = "204")
  public Uni<Response> logOut(@Context HttpServerRequest http) {
    String cleared = TokenCookie.cleared(origin.isSecure(http));
    return signOut
        .signOut(http)
        .map(done -> Response.noContent().header("Set-Cookie", cleared).build());
  }

  private Response signedIn(
      Response.Status status, UserAccount user, Session session, HttpServerRequest http) {
    Issued issued = tokens.issue(user, session);
    Duration left = issued.left();
    return Response.status(status)
        .entity(new SignInResponse(UserView.of(user), issued.token(), left.toSeconds()))
        .header("Set-Cookie", TokenCookie.of(issued.token(), left, origin.isSecure(http)))
        .build();
  }
}
