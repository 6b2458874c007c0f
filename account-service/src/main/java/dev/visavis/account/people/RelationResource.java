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

/// The common part of contacts and blocks: lists of users that the authenticated user maintains.
@Authenticated // a subclass's annotation covers only the methods that it declares
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
      summary = "Add a user to the list",
      description = "At most 1000. Repeating the request has no further effect.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "Not a user id, or your own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  @APIResponse(responseCode = "409", description = "The list has 1000 entries already")
  public Uni<Void> add(@PathParam("userId") String userId) {
    return relations.add(limits.take(Kind.LIST, AuthenticatedUser.token(caller)), relation, userId);
  }

  @DELETE
  @Path("/{userId}")
  @Operation(
      summary = "Remove a user from the list",
      description = "Repeating the request has no further effect.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "Not a user id, or your own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public Uni<Void> remove(@PathParam("userId") String userId) {
    return relations.remove(
        limits.take(Kind.LIST, AuthenticatedUser.token(caller)), relation, userId);
  }
}
