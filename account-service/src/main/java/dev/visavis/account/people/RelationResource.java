package dev.visavis.account.people;

import dev.visavis.account.limit.Limits;
import dev.visavis.account.limit.Limits.Kind;
import dev.visavis.account.profile.Relation;
import dev.visavis.account.user.UserView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What one's contacts and one's blocks have in common: people whom one puts on a list of one's own
/// and takes off it again.
@Authenticated // an annotation of the class below holds for its own methods alone
abstract class RelationResource {
  private final RelationChange relations;
  private final Relation relation;
  private final Limits limits;
  private final JsonWebToken caller;

  RelationResource(
      RelationChange relations, Limits limits, Relation relation, JsonWebToken caller) {
    this.relations = relations;
    this.limits = limits;
    this.relation = relation;
    this.caller = caller;
  }

  /// In alphabetical order.
  final Uni<List<UserView>> people() {
    return relations.list(limits.take(Kind.READ, AuthenticatedUser.token(caller)), relation);
  }

  @PUT
  @Path("/{userId}")
  @Operation(
      summary = "Put somebody on the list",
      description = "At most 1000; again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  @APIResponse(responseCode = "409", description = "There are 1000 already")
  public Uni<Void> add(@PathParam("userId") String userId) {
    return relations.add(limits.take(Kind.LIST, AuthenticatedUser.token(caller)), relation, userId);
  }

  @DELETE
  @Path("/{userId}")
  @Operation(summary = "Take somebody off the list", description = "Again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public Uni<Void> remove(@PathParam("userId") String userId) {
    return relations.remove(
        limits.take(Kind.LIST, AuthenticatedUser.token(caller)), relation, userId);
  }
}
