package dev.visavis.account.people;

import dev.visavis.account.profile.Relation;
import dev.visavis.account.user.UserView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whom one blocks: they hear a call that nobody answers, and one hears nothing.
@Path("/api/blocks")
@Authenticated
@Tag(name = "blocks")
public class BlocksResource {
  private final RelationChange relations;
  private final JsonWebToken caller;

  BlocksResource(RelationChange relations, JsonWebToken caller) {
    this.relations = relations;
    this.caller = caller;
  }

  /// The body of the answer.
  public record Blocks(List<UserView> blocks) {}

  @GET
  @Operation(summary = "The people whom one blocks, in alphabetical order")
  public Uni<Blocks> list() {
    return relations.list(SelfOf.token(caller), Relation.BLOCK).map(Blocks::new);
  }

  @PUT
  @Path("/{userId}")
  @Operation(summary = "Block somebody", description = "At most 1000; again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "409", description = "There are 1000 already")
  public Uni<Void> add(@PathParam("userId") String userId) {
    return relations.add(SelfOf.token(caller), Relation.BLOCK, userId);
  }

  @DELETE
  @Path("/{userId}")
  @Operation(summary = "Block somebody no more", description = "Again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  public Uni<Void> remove(@PathParam("userId") String userId) {
    return relations.remove(SelfOf.token(caller), Relation.BLOCK, userId);
  }
}
