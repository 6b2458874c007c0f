package dev.visavis.account.limit;

import dev.visavis.support.http.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses bodies over 64 KiB, except pictures, for which the server's limit is larger.
class BodyLimit {
  private static final int MAX_BYTES = 64 * 1024;

  @ServerRequestFilter
  @Nullable Response refuse(ContainerRequestContext request) {
    boolean picture = request.getUriInfo().getPath().endsWith("/me/avatar");
    return picture || request.getLength() <= MAX_BYTES
        ? null
        : Problem.of(413, "The body exceeds 64 KiB.").toResponse();
  }
}
