package dev.visavis.history.missed;

import dev.visavis.history.http.AuthenticatedUser;
import dev.visavis.history.http.Instants;
import dev.visavis.history.http.WithETag;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/calls/missed`: the number on the missed-call badge.
@Path("/api/calls/missed")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Calls")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class MissedCallsResource {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Instant ALL = Instant.parse("9999-12-31T23:59:59Z");
  private static final String EXAMPLE =
      """
      {"count": 2, "newestAt": "2026-11-22T10:00:00.123Z"}
      """;

  private final MissedCalls missed;
  private final AuthenticatedUser user;

  MissedCallsResource(MissedCalls missed, AuthenticatedUser user) {
    this.missed = missed;
    this.user = user;
  }

  /// @param count 1,000 means 1,000 or more
  /// @param newestAt when the newest of them was made; null if the count is 0
  public record Missed(int count, @Nullable String newestAt) {
    static Missed of(MissedCalls.Count missed) {
      return new Missed(missed.count(), Instants.writeNullable(missed.newestAt()));
    }
  }

  /// @param upTo only calls made at or before this instant (RFC 3339); null: all calls
  public record Seen(@Nullable String upTo) {}

  @GET
  @WithETag
  @Operation(summary = "Counts the calls that you have missed and not seen.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Missed.class),
              examples = @ExampleObject(name = "two missed calls", value = EXAMPLE)))
  @APIResponse(
      responseCode = "304",
      description = "Not changed since the `ETag` in `If-None-Match`.")
  public Uni<Missed> count() {
    return count(user.limited()).ifNoItem().after(TIMEOUT).fail();
  }

  @PUT
  @Path("/seen")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Marks your missed calls as seen: all, or those made up to an instant.",
      description = "Returns the remaining count, and sends it to all your devices.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Seen.class),
              examples =
                  @ExampleObject(
                      name = "the calls on the screen",
                      value = "{\"upTo\": \"2026-11-22T10:00:00.123Z\"}")))
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Missed.class),
              examples =
                  @ExampleObject(
                      name = "nothing left",
                      value = "{\"count\": 0, \"newestAt\": null}")))
  @APIResponse(responseCode = "400", description = "`upTo` is not an instant.")
  public Uni<Missed> see(@Nullable Seen seen) {
    UUID me = user.limited();
    String upTo = seen == null ? null : seen.upTo();
    return missed
        .see(me, upTo == null ? ALL : Instants.read("upTo", upTo))
        .chain(() -> count(me))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private Uni<Missed> count(UUID me) {
    return missed.count(me).map(Missed::of);
  }
}
