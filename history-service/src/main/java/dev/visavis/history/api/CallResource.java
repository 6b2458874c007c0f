package dev.visavis.history.api;

import dev.visavis.history.http.AuthenticatedUser;
import dev.visavis.history.http.Ids;
import dev.visavis.history.http.Instants;
import dev.visavis.history.http.WithETag;
import dev.visavis.support.http.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/calls`: the calls of the authenticated user.
@Path("/api/calls")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Calls")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class CallResource {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final CallHistory history;
  private final HiddenCalls hidden;
  private final AuthenticatedUser user;

  CallResource(CallHistory history, HiddenCalls hidden, AuthenticatedUser user) {
    this.history = history;
    this.hidden = hidden;
    this.user = user;
  }

  @GET
  @Path("/history")
  @WithETag
  @WithSession
  @Operation(summary = "Lists your calls, newest first, including live ones.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = HistoryPage.class),
              examples = @ExampleObject(name = "a page", value = Examples.PAGE)))
  @APIResponse(
      responseCode = "304",
      description = "Not changed since the `ETag` in `If-None-Match`.")
  @APIResponse(
      responseCode = "400",
      description = "A parameter is invalid; `field` names it.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "an invalid limit", value = Examples.BAD_FIELD)))
  public Uni<HistoryPage> history(@BeanParam HistoryParameters parameters) {
    HistoryRequest request = parameters.read();
    return history
        .page(user.limited(), request)
        .map(rows -> HistoryPage.of(rows, request.limit(), request.offset()))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  @GET
  @Path("/{callId}")
  @WithETag
  @WithSession
  @Operation(summary = "Returns one call with its participants.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = CallDetails.class),
              examples = @ExampleObject(name = "an answered call", value = Examples.CALL)))
  @APIResponse(
      responseCode = "304",
      description = "Not changed since the `ETag` in `If-None-Match`.")
  @APIResponse(
      responseCode = "404",
      description = "Not one of your calls.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "no such call", value = Examples.NOT_YOURS)))
  public Uni<CallDetails> call(@PathParam("callId") String callId) {
    UUID id = Ids.read(callId).orElseThrow(CallResource::noSuchCall);
    return history
        .call(user.limited(), id)
        .map(rows -> rows.stream().findFirst().orElseThrow(CallResource::noSuchCall))
        .flatMap(row -> history.participants(id).map(all -> CallDetails.of(row, all)))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  @DELETE
  @Path("/{callId}")
  @Operation(summary = "Hides a call from your history permanently.")
  @APIResponse(responseCode = "204", description = "The call is hidden.")
  @APIResponse(
      responseCode = "404",
      description = "Not one of your calls.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "no such call", value = Examples.NOT_YOURS)))
  public Uni<Void> hide(@PathParam("callId") String callId) {
    UUID id = Ids.read(callId).orElseThrow(CallResource::noSuchCall);
    return hidden
        .hide(user.limited(), id)
        .invoke(
            mine -> {
              if (!mine) {
                throw noSuchCall();
              }
            })
        .replaceWithVoid()
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  @DELETE
  @Operation(
      summary = "Hides your calls that are over permanently: all, or those made up to an instant.",
      description = "They are not missed calls any more. Live calls stay.")
  @APIResponse(responseCode = "204", description = "The calls are hidden.")
  @APIResponse(
      responseCode = "400",
      description = "`upTo` is not an instant.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "no instant", value = Examples.BAD_INSTANT)))
  public Uni<Void> hideAll(@QueryParam("upTo") @Nullable String upTo) {
    return hidden
        .hideAll(user.limited(), upTo == null ? Instants.LAST : Instants.read("upTo", upTo))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private static WebApplicationException noSuchCall() {
    return Problem.notFound("You have no such call.");
  }
}
