package dev.visavis.webhook.subscription;

import dev.visavis.support.http.Problem;
import dev.visavis.webhook.delivery.Delivery;
import dev.visavis.webhook.delivery.DeliveryPage;
import dev.visavis.webhook.delivery.DeliveryStore;
import dev.visavis.webhook.send.WebhookDispatcher;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/webhooks/{id}/deliveries`: lists deliveries and replays them.
@Path("/api/webhooks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class DeliveriesResource {
  private static final int MAX_LIMIT = 100;
  private static final Set<String> STATES = Set.of("waiting", "delivered", "failed");

  private final Subscriptions subscriptions;
  private final DeliveryStore deliveries;
  private final AuthenticatedUser user;
  private final WebhookDispatcher dispatcher;

  DeliveriesResource(
      Subscriptions subscriptions,
      DeliveryStore deliveries,
      AuthenticatedUser user,
      WebhookDispatcher dispatcher) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.user = user;
    this.dispatcher = dispatcher;
  }

  @GET
  @Path("/deliveries")
  @Operation(summary = "Lists deliveries, newest first. They are kept for seven days.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid; `field` names it.")
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  public DeliveryPage list(
      @PathParam("id") String id,
      @Parameter(schema = @Schema(enumeration = {"waiting", "delivered", "failed"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
          @DefaultValue("50")
          @QueryParam("limit")
          String limit,
      @Parameter(description = "`nextCursor` of the previous page.") @QueryParam("cursor")
          @Nullable String cursor)
      throws SQLException {
    UUID owned = owned(user.id(), id);
    if (state != null && !STATES.contains(state)) {
      throw Problem.badField("state", "must be one of waiting, delivered, failed");
    }
    long most = number("limit", limit);
    if (most < 1 || most > MAX_LIMIT) {
      throw Problem.badField("limit", "must be 1 to " + MAX_LIMIT);
    }
    long before = cursor == null ? Long.MAX_VALUE : number("cursor", cursor);
    return deliveries.page(owned, state, before, (int) most);
  }

  @POST
  @Path("/deliveries/{deliveryId}/replay")
  @Operation(summary = "Replays a delivery, whether it succeeded or failed.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Delivery.class)))
  @APIResponse(responseCode = "404", description = "Not one of your deliveries.")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public Response replay(@PathParam("id") String id, @PathParam("deliveryId") String deliveryId)
      throws SQLException {
    UUID owned = owned(user.limited(), id);
    Delivery again =
        deliveries
            .replay(
                owned,
                AuthenticatedUser.uuid(deliveryId).orElseThrow(DeliveriesResource::noSuchDelivery))
            .orElseThrow(DeliveriesResource::noSuchDelivery);
    dispatcher.wake();
    return Response.accepted(again).build();
  }

  @POST
  @Path("/replay")
  @Operation(summary = "Replays failed deliveries, the oldest 1,000 at once.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = ReplayResponse.class)))
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public Response replayFailed(@PathParam("id") String id) throws SQLException {
    ReplayResponse replayed =
        new ReplayResponse(deliveries.replayFailed(owned(user.limited(), id)));
    dispatcher.wake();
    return Response.accepted(replayed).build();
  }

  private UUID owned(UUID owner, String id) throws SQLException {
    UUID uuid = AuthenticatedUser.uuid(id).orElseThrow(SubscriptionsResource::noSuchWebhook);
    return subscriptions.find(owner, uuid).orElseThrow(SubscriptionsResource::noSuchWebhook).id();
  }

  private static long number(String field, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.badField(field, "must be a whole number");
    }
  }

  private static WebApplicationException noSuchDelivery() {
    return Problem.notFound("You have no such delivery.");
  }
}
