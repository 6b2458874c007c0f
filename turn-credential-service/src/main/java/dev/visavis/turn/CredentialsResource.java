package dev.visavis.turn;

import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// `GET /api/turn/credentials`: docs/rest.md, "TURN credentials".
@Path("/api/turn/credentials")
@Authenticated
@Tag(name = "turn")
public class CredentialsResource {
  private static final String REGION_HEADER = "Visavis-Region";

  private final CredentialIssuer issuer;
  private final TurnServers servers;
  private final TurnServerMonitor monitor;
  private final CredentialRateLimiter rateLimiter;
  private final JsonWebToken token;
  private final Counter issued;

  CredentialsResource(
      CredentialIssuer issuer,
      TurnServers servers,
      TurnServerMonitor monitor,
      CredentialRateLimiter rateLimiter,
      JsonWebToken token,
      MeterRegistry metrics) {
    this.issuer = issuer;
    this.servers = servers;
    this.monitor = monitor;
    this.rateLimiter = rateLimiter;
    this.token = token;
    this.issued = metrics.counter("visavis.turn.credentials");
  }

  @GET
  @Operation(
      summary = "Get credentials for the TURN servers",
      description =
          "Valid for `ttl` seconds. Fetch new ones before a call and before an ICE restart. The"
              + " TURN servers of the region come first; without a region, or if it has none, all"
              + " TURN servers are equal. If none is running, `urls` and `iceServers` are empty and"
              + " there is no credential; only direct connections can succeed then.")
  @APIResponse(responseCode = "200", description = "`iceServers` is ready for RTCPeerConnection")
  @APIResponse(responseCode = "400", description = "`region` is invalid")
  @APIResponse(responseCode = "401", description = "No valid token")
  @APIResponse(responseCode = "429", description = "Too many requests: see Retry-After")
  public RestResponse<TurnCredentials> credentials(
      @QueryParam("region") @Nullable String asked,
      @HeaderParam(REGION_HEADER) @Nullable String ofEdge) {
    String userId = token.getSubject();
    if (userId == null || userId.isEmpty()) {
      throw new UnauthorizedException("the token names no user");
    }
    Optional<String> region = region(asked, ofEdge);
    Duration wait = rateLimiter.take(userId, System.nanoTime());
    if (wait.isPositive()) {
      throw Problem.tooManyRequests(
          wait, "Too many requests for TURN credentials. Try again later.");
    }
    List<TurnServer> nearest = servers.nearest(userId, region, monitor::isUp);
    TurnCredentials credentials = issuer.issue(userId, nearest, Instant.now());
    if (!nearest.isEmpty()) {
      issued.increment();
    }
    return RestResponse.ResponseBuilder.ok(credentials)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /// The client's region, else that of the edge's header, which is ignored if it is invalid.
  private static Optional<String> region(@Nullable String asked, @Nullable String ofEdge) {
    if (asked != null && !TurnServers.isRegion(asked)) {
      throw Problem.badField("region", "must be 1 to 32 letters, digits or -");
    }
    return Optional.ofNullable(asked)
        .or(() -> Optional.ofNullable(ofEdge).filter(TurnServers::isRegion));
  }
}
