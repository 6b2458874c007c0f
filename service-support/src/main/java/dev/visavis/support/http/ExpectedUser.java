package dev.visavis.support.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses a request whose header `X-Visavis-User` differs from the user of its token. All tabs of
/// a browser share one cookie: after one tab signs in as another user, the requests of the other
/// tabs would run as that user.
public final class ExpectedUser {
  private static final String HEADER = "X-Visavis-User";

  private final CurrentIdentityAssociation identity;

  ExpectedUser(CurrentIdentityAssociation identity) {
    this.identity = identity;
  }

  @ServerRequestFilter
  public Uni<@Nullable Response> check(ContainerRequestContext request) {
    String expected = request.getHeaderString(HEADER);
    if (expected == null) {
      return Uni.createFrom().nullItem();
    }
    return identity
        .getDeferredIdentity()
        .map(caller -> isAnother(caller, expected) ? refusal() : null)
        // An invalid token names no user; the resource decides whether it needs one.
        .onFailure(AuthenticationFailedException.class)
        .recoverWithNull();
  }

  private static boolean isAnother(SecurityIdentity caller, String expected) {
    return caller.getPrincipal() instanceof JsonWebToken token
        && !expected.equalsIgnoreCase(token.getSubject());
  }

  private static Response refusal() {
    String detail = HEADER + ": the token belongs to another user. Sign in again.";
    return Problem.of(401, detail).toResponse();
  }
}
