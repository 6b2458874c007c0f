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

/// Whom one has as a contact: one sees where they are, unless they block one.
@Path("/api/contacts")
@Authenticated
@Tag(name = "contacts")
public class ContactsResource {
  private final RelationChange relations;
  private final JsonWebToken caller;

  ContactsResource(RelationChange relations, JsonWebToken caller) {
    this.relations = relations;
    this.caller = caller;
  }

  /// The body of the answer.
  public record Contacts(List<UserView> contacts) {}

  @GET
  @Operation(summary = "The people in one's contacts, in alphabetical order")
  public Uni<Contacts> list() {
    return relations.list(SelfOf.token(caller), Relation.CONTACT).map(Contacts::new);
  }

  @PUT
  @Path("/{userId}")
  @Operation(
      summary = "Add somebody to one's contacts",
      description = "At most 1000; again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "409", description = "There are 1000 already")
  public Uni<Void> add(@PathParam("userId") String userId) {
    return relations.add(SelfOf.token(caller), Relation.CONTACT, userId);
  }

  @DELETE
  @Path("/{userId}")
  @Operation(
      summary = "Take somebody out of one's contacts",
      description = "Again changes nothing.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "No id of a user, or one's own")
  @APIResponse(responseCode = "404", description = "There is no such user")
  public Uni<Void> remove(@PathParam("userId") String userId) {
    return relations.remove(SelfOf.token(caller), Relation.CONTACT, userId);
  }
}
