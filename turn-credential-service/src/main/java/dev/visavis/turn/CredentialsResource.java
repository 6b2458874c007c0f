package dev.visavis.turn;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// `GET /api/turn/credentials`, section 7 of the wire contract.
@Path("/api/turn/credentials")
@Authenticated
@Tag(name = "turn")
public class CredentialsResource {
  private final CredentialIssuer issuer;
  private final JsonWebToken caller;
  private final Counter issued;

  CredentialsResource(CredentialIssuer issuer, JsonWebToken caller, MeterRegistry metrics) {
    this.issuer = issuer;
    this.caller = caller;
    this.issued = metrics.counter("visavis.turn.credentials");
  }

  @GET
  @Operation(
      summary = "Credentials for the relay",
      description =
          "Good for `ttl` seconds. Fetch new ones before a call and before an ICE restart.")
  @APIResponse(responseCode = "200", description = "`iceServers` is ready for RTCPeerConnection")
  @APIResponse(responseCode = "401", description = "No valid token")
  public RestResponse<TurnCredentials> credentials() {
    String userId = caller.getSubject();
    if (userId == null || userId.isEmpty()) {
      throw new UnauthorizedException("the token names nobody");
    }
    TurnCredentials credentials = issuer.issue(userId, Instant.now());
    issued.increment();
    return RestResponse.ResponseBuilder.ok(credentials)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
