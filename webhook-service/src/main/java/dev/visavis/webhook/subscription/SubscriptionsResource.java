package dev.visavis.webhook.subscription;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.http.Problem;
import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.send.Target;
import dev.visavis.webhook.send.WebhookDispatcher;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/webhooks`: the subscriptions of the authenticated user.
@Path("/api/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class SubscriptionsResource {
  private static final Set<String> KINDS =
      CallEvent.getDescriptor().getOneofs().getFirst().getFields().stream()
          .map(field -> field.getName())
          .collect(Collectors.toUnmodifiableSet());

  private final Subscriptions subscriptions;
  private final AuthenticatedUser user;
  private final WebhookConfig config;
  private final WebhookDispatcher dispatcher;

  SubscriptionsResource(
      Subscriptions subscriptions,
      AuthenticatedUser user,
      WebhookConfig config,
      WebhookDispatcher dispatcher) {
    this.subscriptions = subscriptions;
    this.user = user;
    this.config = config;
    this.dispatcher = dispatcher;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Subscribes a URL to events of calls, from now on.")
  @APIResponse(
      responseCode = "201",
      description = "Created. Only this response contains the secret.",
      content = @Content(schema = @Schema(implementation = Subscription.class)))
  @APIResponse(responseCode = "400", description = "A field is invalid; `field` names it.")
  @APIResponse(responseCode = "403", description = "Only operators may subscribe to every call.")
  @APIResponse(responseCode = "409", description = "You have the maximum number of webhooks.")
  @APIResponse(responseCode = "429", description = "Too many changes: see Retry-After")
  public Response subscribe(@NotNull @Valid NewSubscription wanted) throws SQLException {
    UUID me = user.limited();
    String url = requireGood(wanted.url());
    List<String> events = wanted.events() == null ? List.of() : wanted.events();
    for (int i = 0; i < events.size(); i++) {
      if (!KINDS.contains(events.get(i))) {
        throw Problem.badField("events[" + i + "]", "is not an event kind");
      }
    }
    Scope scope = wanted.scope() == null ? Scope.OWN : wanted.scope();
    if (scope == Scope.ALL && !user.isOperator()) {
      throw Problem.of(403, "Only operators may subscribe to every call.").toException();
    }
    Subscription made =
        subscriptions
            .add(me, url, events, scope)
            .orElseThrow(
                () ->
                    Problem.of(409, "You have " + config.maxSubscriptions() + " webhooks already.")
                        .toException());
    return Response.created(URI.create("/api/webhooks/" + made.id())).entity(made).build();
  }

  @GET
  @Operation(summary = "Lists your subscriptions, oldest first.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SubscriptionList.class)))
  public SubscriptionList list() throws SQLException {
    return new SubscriptionList(subscriptions.of(user.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Returns one subscription.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Subscription.class)))
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  public Subscription get(@PathParam("id") String id) throws SQLException {
    return subscriptions
        .find(user.id(), read(id))
        .orElseThrow(SubscriptionsResource::noSuchWebhook);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Pauses or resumes deliveries.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Subscription.class)))
  @APIResponse(responseCode = "400", description = "A field is invalid; `field` names it.")
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  @APIResponse(responseCode = "429", description = "Too many changes: see Retry-After")
  public Subscription change(@PathParam("id") String id, @NotNull @Valid SubscriptionChange change)
      throws SQLException {
    Subscription changed =
        subscriptions
            .activate(user.limited(), read(id), change.active())
            .orElseThrow(SubscriptionsResource::noSuchWebhook);
    dispatcher.wake();
    return changed;
  }

  @POST
  @Path("/{id}/secret")
  @Operation(
      summary = "Replaces the secret.",
      description =
          "The previous secret also signs for 24 hours, so that you can update the receiver.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced. Only this response contains the new secret.",
      content = @Content(schema = @Schema(implementation = Subscription.class)))
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  @APIResponse(responseCode = "429", description = "Too many changes: see Retry-After")
  public Subscription changeSecret(@PathParam("id") String id) throws SQLException {
    return subscriptions
        .changeSecret(user.limited(), read(id))
        .orElseThrow(SubscriptionsResource::noSuchWebhook);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Deletes a subscription. Waiting deliveries are not sent.")
  @APIResponse(responseCode = "204", description = "Deleted.")
  @APIResponse(responseCode = "404", description = "Not one of your webhooks.")
  @APIResponse(responseCode = "429", description = "Too many changes: see Retry-After")
  public void remove(@PathParam("id") String id) throws SQLException {
    if (!subscriptions.remove(user.limited(), read(id))) {
      throw noSuchWebhook();
    }
  }

  private String requireGood(String url) {
    try {
      Target.resolve(Target.parse(url, config.allowPrivateTargets()), config.allowPrivateTargets());
      return url;
    } catch (Target.ForbiddenTargetException e) {
      throw Problem.badField("url", String.valueOf(e.getMessage()));
    }
  }

  private static UUID read(String id) {
    return AuthenticatedUser.uuid(id).orElseThrow(SubscriptionsResource::noSuchWebhook);
  }

  public static WebApplicationException noSuchWebhook() {
    return Problem.notFound("You have no such webhook.");
  }
}
