package dev.visavis.account.people;

import dev.visavis.account.avatar.AvatarImage;
import dev.visavis.account.avatar.Avatars;
import dev.visavis.account.limit.Limits;
import dev.visavis.account.limit.Limits.Kind;
import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.people.ProfileResponse.TokenInUse;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.account.user.UserView;
import dev.visavis.support.http.IfNoneMatch;
import dev.visavis.support.http.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/users/…/avatar`: uploads the user's picture, and serves pictures of all users.
@Path("/api/users")
@Authenticated
@Tag(name = "users")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class AvatarResource {
  private static final int MAX_BYTES = 5 * 1024 * 1024;

  /// The number of pictures scaled at the same time; each needs a thread and memory.
  private static final int MAX_CONCURRENT = 2;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final UserAccounts accounts;
  private final Avatars avatars;
  private final Database database;
  private final OutboxRelay relay;
  private final ProfileResponse changed;
  private final Limits limits;
  private final JsonWebToken caller;
  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);

  AvatarResource(
      UserAccounts accounts,
      Avatars avatars,
      Database database,
      OutboxRelay relay,
      ProfileResponse changed,
      Limits limits,
      JsonWebToken caller) {
    this.accounts = accounts;
    this.avatars = avatars;
    this.database = database;
    this.relay = relay;
    this.changed = changed;
    this.limits = limits;
    this.caller = caller;
  }

  @PUT
  @Path("/me/avatar")
  @Consumes({"image/*", "application/octet-stream"})
  @Operation(
      summary = "Change your picture",
      description =
          "A JPEG, PNG or GIF of at most 5 MiB and 40 megapixels, cut to a square of 256 pixels."
              + " The profile's avatarUrl is its address, relative to the edge.")
  @APIResponse(
      responseCode = "200",
      description = "The profile",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserView.class)))
  @APIResponse(responseCode = "400", description = "Not an accepted picture")
  @APIResponse(responseCode = "413", description = "More than 5 MiB")
  public Uni<Response> put(byte[] body, @jakarta.ws.rs.core.Context HttpServerRequest request) {
    if (body.length > MAX_BYTES) {
      throw Problem.of(413, "The picture exceeds 5 MiB.").toException();
    }
    UUID self = limits.take(Kind.PICTURE, AuthenticatedUser.token(caller));
    TokenInUse inUse = TokenInUse.of(caller);
    return small(body)
        .flatMap(image -> database.write(() -> keep(self, image)))
        .invoke(relay::signal)
        .map(user -> changed.response(user, inUse, request));
  }

  @GET
  @Path("/{id}/avatar/{version}")
  @Operation(
      summary = "Get a picture of a user",
      description = "A changed picture has another address.")
  @APIResponse(
      responseCode = "200",
      description = "A JPEG",
      content = @Content(mediaType = "image/jpeg"))
  @APIResponse(
      responseCode = "304",
      description = "Not changed since the `ETag` in `If-None-Match`")
  @APIResponse(responseCode = "404", description = "There is no such picture")
  public Uni<Response> get(
      @PathParam("id") String id,
      @PathParam("version") String version,
      @HeaderParam("If-None-Match") @Nullable String known) {
    limits.take(Kind.READ, AuthenticatedUser.token(caller));
    UUID user = AuthenticatedUser.parse(id);
    if (user == null || !version.matches("[0-9]{1,18}")) {
      throw noSuchPicture();
    }
    return database
        .guarded(avatars.find(user, Long.parseLong(version)))
        .map(
            image -> {
              if (image == null) {
                throw noSuchPicture();
              }
              Response.ResponseBuilder response =
                  IfNoneMatch.names(known, version)
                      ? Response.notModified()
                      : Response.ok(image, "image/jpeg");
              return response
                  .header("ETag", "\"" + version + "\"")
                  .header("Cache-Control", "private, max-age=31536000, immutable")
                  .header("X-Content-Type-Options", "nosniff")
                  .build();
            });
  }

  private Uni<byte[]> small(byte[] body) {
    if (!slots.tryAcquire()) {
      throw Problem.unavailable(
          RETRY_AFTER, "Too many pictures are being uploaded. Try again in a few seconds.");
    }
    Context eventLoop = Vertx.currentContext();
    return Uni.createFrom()
        .item(() -> AvatarImage.of(body))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(work -> eventLoop.runOnContext(ignored -> work.run()))
        .onTermination()
        .invoke(slots::release)
        .onFailure(IllegalArgumentException.class)
        .transform(e -> Problem.badField("body", String.valueOf(e.getMessage())));
  }

  private Uni<UserAccount> keep(UUID self, byte[] image) {
    return accounts
        .forChange(self)
        .map(AuthenticatedUser::orSignInAgain)
        .flatMap(
            user -> {
              long version = user.version() + 1;
              return avatars
                  .put(self, version, image)
                  .chain(() -> accounts.change(user, user.name(), Avatars.address(self, version)));
            });
  }

  private static RuntimeException noSuchPicture() {
    return Problem.notFound("There is no such picture.");
  }
}
