package dev.visavis.account.people;

import dev.visavis.account.limit.Origin;
import dev.visavis.account.outbox.ProfileRelay;
import dev.visavis.account.store.Database;
import dev.visavis.account.token.TokenCookie;
import dev.visavis.account.token.TokenIssuer;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.account.user.UserView;
import dev.visavis.support.http.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// People, oneself included (section 7 of the wire contract).
@Path("/api/users")
@Authenticated
@Tag(name = "users")
public class UsersResource {
  private static final int LONGEST_QUERY = 100;

  private final UserAccounts accounts;
  private final Database database;
  private final ProfileRelay relay;
  private final TokenIssuer tokens;
  private final Origin origin;
  private final JsonWebToken caller;

  UsersResource(
      UserAccounts accounts,
      Database database,
      ProfileRelay relay,
      TokenIssuer tokens,
      Origin origin,
      JsonWebToken caller) {
    this.accounts = accounts;
    this.database = database;
    this.relay = relay;
    this.tokens = tokens;
    this.origin = origin;
    this.caller = caller;
  }

  @GET
  @Path("/me")
  @Operation(summary = "One's own profile")
  public Uni<UserView> me() {
    UUID self = self();
    return database
        .read(() -> accounts.findById(self))
        .map(user -> UserView.of(orSignInAgain(user)));
  }

  /// The name and picture are in the token too, so a browser gets a new one, good for as long
  /// as the one that it had.
  @PATCH
  @Path("/me")
  @Operation(summary = "Change one's own name or picture")
  public Uni<Response> change(
      @Valid @NotNull ProfileChange change, @Context HttpServerRequest request) {
    if (change.takesNameAway()) {
      throw Problem.badField("name", "must be 1 to 100 characters");
    }
    UUID self = self();
    Instant expiry = Instant.ofEpochSecond(caller.getExpirationTime());
    return database
        .write(
            () ->
                accounts
                    .forChange(self)
                    .map(UsersResource::orSignInAgain)
                    .flatMap(
                        user ->
                            accounts.change(
                                user,
                                change.nameOr(user.name()),
                                change.avatarUrlOr(user.avatarUrl()))))
        .invoke(relay::signal)
        .map(user -> changed(user, expiry, request));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Somebody's profile")
  public Uni<UserView> byId(@PathParam("id") String id) {
    UUID wanted = parse(id);
    return database
        .read(() -> accounts.findById(wanted))
        .map(user -> UserView.of(orNotFound(user)));
  }

  @GET
  @Operation(
      summary = "Find people",
      description = "By any part of their username or name; without a query, everybody in order.")
  public Uni<List<UserView>> search(
      @QueryParam("query") @DefaultValue("") @Size(max = LONGEST_QUERY) String query,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @DefaultValue("20")
          @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a number from 1 to 100")
          String limit) {
    UUID self = self();
    return database
        .read(() -> accounts.search(query, self, Integer.parseInt(limit)))
        .map(found -> found.stream().map(UserView::of).toList());
  }

  private Response changed(UserAccount user, Instant expiry, HttpServerRequest request) {
    Response.ResponseBuilder response = Response.ok(UserView.of(user));
    if (request.getCookie(TokenCookie.NAME) != null) {
      String token = tokens.issue(user, expiry);
      Duration left = Duration.between(Instant.now(), expiry);
      response.header("Set-Cookie", TokenCookie.of(token, left, origin.isSecure(request)));
    }
    return response.build();
  }

  private UUID self() {
    return parse(caller.getSubject());
  }

  private static UUID parse(@Nullable String id) {
    try {
      return UUID.fromString(String.valueOf(id));
    } catch (IllegalArgumentException e) {
      throw nobody();
    }
  }

  private static UserAccount orNotFound(@Nullable UserAccount user) {
    if (user == null) {
      throw nobody();
    }
    return user;
  }

  /// The token outlived its user.
  private static UserAccount orSignInAgain(@Nullable UserAccount user) {
    if (user == null) {
      throw Problem.of(401, "This account is no more.").toException();
    }
    return user;
  }

  private static WebApplicationException nobody() {
    return Problem.notFound("There is no such user.");
  }
}
