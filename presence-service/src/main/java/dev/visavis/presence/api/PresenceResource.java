package dev.visavis.presence.api;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.ReadModelUnavailableException;
import dev.visavis.support.http.Problem;
import dev.visavis.support.http.RequestLimit;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// `GET /api/presence`: which users are online, and which are in a call.
@Path("/api/presence")
@Authenticated
public class PresenceResource {
  private static final int MAX_USERS = 100;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final PresenceReader reader;
  private final JsonWebToken token;
  private final RequestLimit limit;

  PresenceResource(PresenceReader reader, JsonWebToken token, PresenceConfig config) {
    this.reader = reader;
    this.token = token;
    this.limit = new RequestLimit(config.readsPerMinute());
  }

  /// The body of the response.
  public record PresenceResponse(List<UserPresence> users) {}

  /// Returns the presence of those of `userIds` that the caller may see, in the requested order.
  /// Other users are left out, whether they exist or not.
  @GET
  @Operation(summary = "Who of these users is online or in a call")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PresenceResponse.class)))
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public PresenceResponse presence(@QueryParam("userIds") @Nullable String userIds) {
    String viewer = limit.take(viewer()).toString();
    List<String> asked = ids(userIds);
    try {
      return new PresenceResponse(reader.read(viewer, asked));
    } catch (ReadModelUnavailableException e) {
      throw Problem.unavailable(
          RETRY_AFTER, "Presence is temporarily unavailable. Try again in a few seconds.");
    }
  }

  private UUID viewer() {
    String subject = token.getSubject();
    try {
      return UUID.fromString(subject == null ? "" : subject);
    } catch (IllegalArgumentException _) {
      throw Problem.of(401, "The token names no user.").toException();
    }
  }

  private static List<String> ids(@Nullable String userIds) {
    if (userIds == null || userIds.isBlank()) {
      throw Problem.badField("userIds", "names at least one user");
    }
    String[] ids = userIds.split(",", MAX_USERS + 1);
    if (ids.length > MAX_USERS) {
      throw Problem.badField("userIds", "names at most " + MAX_USERS + " users");
    }
    return Arrays.stream(ids).map(PresenceResource::id).distinct().toList();
  }

  private static String id(String text) {
    try {
      return UUID.fromString(text.strip()).toString();
    } catch (IllegalArgumentException _) {
      throw Problem.badField("userIds", "each is a UUID");
    }
  }
}
