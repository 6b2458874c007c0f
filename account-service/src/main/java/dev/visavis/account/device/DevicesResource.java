package dev.visavis.account.device;

import dev.visavis.account.limit.Limits;
import dev.visavis.account.limit.Limits.Kind;
import dev.visavis.account.store.Database;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/devices`: the devices of the authenticated user.
@Path("/api/devices")
@Authenticated
@Tag(name = "devices")
@APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
public class DevicesResource {
  private final DeviceTable devices;
  private final DeviceRevoker revoke;
  private final Database database;
  private final Limits limits;
  private final JsonWebToken caller;

  DevicesResource(
      DeviceTable devices,
      DeviceRevoker revoke,
      Database database,
      Limits limits,
      JsonWebToken caller) {
    this.devices = devices;
    this.revoke = revoke;
    this.database = database;
    this.limits = limits;
    this.caller = caller;
  }

  /// The response body.
  public record Devices(List<DeviceView> devices) {}

  @GET
  @Operation(
      summary = "List your devices",
      description = "Online devices first, then the ones seen last; 20 in all.")
  @APIResponse(
      responseCode = "200",
      description = "The devices",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Devices.class)))
  public Uni<Devices> list() {
    return database.guarded(devices.of(limits.take(Kind.READ, self()))).map(Devices::new);
  }

  @DELETE
  @Path("/{deviceId}")
  @Operation(
      summary = "Revoke a device",
      description =
          "Closes the socket of the device with 4011 at once. It can register again only with a token of a"
              + " later sign-in.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "400", description = "Not a device id")
  @APIResponse(responseCode = "404", description = "You have no such device")
  public Uni<Void> revoke(
      @PathParam("deviceId")
          @Pattern(
              regexp = "[A-Za-z0-9_-]{1,100}",
              message = "must be 1 to 100 letters, digits or any of _ -")
          String deviceId) {
    return revoke.revoke(limits.take(Kind.LIST, self()), deviceId);
  }

  private UUID self() {
    return UUID.fromString(caller.getSubject());
  }
}
