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

/// `/api/contacts`: the contacts of the authenticated user, whose presence the user sees unless a
/// contact blocks them.
@Path("/api/contacts")
@Authenticated
@Tag(name = "contacts")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class ContactsResource extends RelationResource {
  ContactsResource(RelationChange relations, Limits limits, JsonWebToken caller) {
    super(relations, limits, Relation.CONTACT, caller);
  }

  /// The response body.
  public record Contacts(List<UserView> contacts) {}

  @GET
  @Operation(summary = "List your contacts, in alphabetical order")
  @APIResponse(
      responseCode = "200",
      description = "The users",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Contacts.class)))
  public Uni<Contacts> list() {
    return people().map(Contacts::new);
  }
}
