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

/// Refuses a request with header `X-Visavis-User` whose token belongs to another user. All tabs
/// of a browser share one cookie: after a sign-in as somebody else in one tab, the requests of
/// the others would otherwise go out as that person.
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
        // A token that is not good is nobody's; the resource knows whether it needs one.
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
