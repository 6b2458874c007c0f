package dev.visavis.account.people;

import dev.visavis.account.limit.Limits;
import dev.visavis.account.limit.Limits.Kind;
import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.people.ProfileResponse.TokenInUse;
import dev.visavis.account.store.Database;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Users, including yourself: docs/rest.md, "Users".
@Path("/api/users")
@Authenticated
@Tag(name = "users")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class UsersResource {
  private static final int MAX_QUERY_CHARS = 100;

  private final UserAccounts accounts;
  private final Database database;
  private final OutboxRelay relay;
  private final ProfileResponse changed;
  private final Limits limits;
  private final JsonWebToken caller;

  UsersResource(
      UserAccounts accounts,
      Database database,
      OutboxRelay relay,
      ProfileResponse changed,
      Limits limits,
      JsonWebToken caller) {
    this.accounts = accounts;
    this.database = database;
    this.relay = relay;
    this.changed = changed;
    this.limits = limits;
    this.caller = caller;
  }

  @GET
  @Path("/me")
  @Operation(summary = "Get your profile")
  @APIResponse(
      responseCode = "200",
      description = "The profile",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserView.class)))
  public Uni<UserView> me() {
    UUID self = limits.take(Kind.READ, AuthenticatedUser.token(caller));
    return database
        .read(() -> accounts.findById(self))
        .map(user -> UserView.of(AuthenticatedUser.orSignInAgain(user)));
  }

  @PATCH
  @Path("/me")
  @Operation(summary = "Change your name or picture")
  @APIResponse(
      responseCode = "200",
      description = "The profile",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserView.class)))
  public Uni<Response> change(
      @Valid @NotNull ProfileChange change, @Context HttpServerRequest request) {
    if (change.takesNameAway()) {
      throw Problem.badField("name", "must be 1 to 100 characters");
    }
    UUID self = limits.take(Kind.PROFILE, AuthenticatedUser.token(caller));
    TokenInUse inUse = TokenInUse.of(caller);
    return database
        .write(
            () ->
                accounts
                    .forChange(self)
                    .map(AuthenticatedUser::orSignInAgain)
                    .flatMap(
                        user ->
                            accounts.change(
                                user,
                                change.nameOr(user.name()),
                                change.avatarUrlOr(user.avatarUrl()))))
        .invoke(relay::signal)
        .map(user -> changed.response(user, inUse, request));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get the profile of a user")
  @APIResponse(
      responseCode = "200",
      description = "The profile",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserView.class)))
  public Uni<UserView> byId(@PathParam("id") String id) {
    limits.take(Kind.READ, AuthenticatedUser.token(caller));
    UUID wanted = AuthenticatedUser.parse(id);
    if (wanted == null) {
      throw noSuchUser();
    }
    return database
        .read(() -> accounts.findById(wanted))
        .map(user -> UserView.of(orNotFound(user)));
  }

  @GET
  @Operation(
      summary = "Search for users",
      description =
          "A user matches if each word of the query is the beginning of a word of their name or"
              + " username or, from three letters on, any part of one. Case, accents and width do"
              + " not matter. Without a query the result is empty, unless the operator has enabled the"
              + " list of all users.")
  @APIResponse(
      responseCode = "200",
      description = "The users, best match first",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.ARRAY, implementation = UserView.class)))
  public Uni<List<UserView>> search(
      @QueryParam("query") @DefaultValue("") @Size(max = MAX_QUERY_CHARS) String query,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @DefaultValue("20")
          @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a number from 1 to 100")
          String limit) {
    UUID self = limits.take(Kind.SEARCH, AuthenticatedUser.token(caller));
    return database
        .read(() -> accounts.search(query, self, Integer.parseInt(limit)))
        .map(found -> found.stream().map(UserView::of).toList());
  }

  private static UserAccount orNotFound(@Nullable UserAccount user) {
    if (user == null) {
      throw noSuchUser();
    }
    return user;
  }

  private static WebApplicationException noSuchUser() {
    return Problem.notFound("There is no such user.");
  }
}
