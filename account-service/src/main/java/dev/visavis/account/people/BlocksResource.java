package dev.visavis.account.people;

import dev.visavis.account.limit.Limits;
import dev.visavis.account.profile.Relation;
import dev.visavis.account.user.UserView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/blocks`: the users whom the authenticated user blocks. Their calls do not ring, and to
/// them look unanswered.
@Path("/api/blocks")
@Authenticated
@Tag(name = "blocks")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class BlocksResource extends RelationResource {
  BlocksResource(RelationChange relations, Limits limits, JsonWebToken caller) {
    super(relations, limits, Relation.BLOCK, caller);
  }

  /// The response body.
  public record Blocks(List<UserView> blocks) {}

  @GET
  @Operation(summary = "List the users whom you block, in alphabetical order")
  @APIResponse(
      responseCode = "200",
      description = "The users",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Blocks.class)))
  public Uni<Blocks> list() {
    return people().map(Blocks::new);
  }
}
