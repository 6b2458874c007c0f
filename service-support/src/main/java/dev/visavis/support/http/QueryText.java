package dev.visavis.support.http;

import dev.visavis.support.text.StorableText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Checks every query parameter before a resource reads it; see [StorableText].
public final class QueryText {
  @ServerRequestFilter
  public @Nullable Response refuse(ContainerRequestContext request) {
    Map<String, List<String>> query;
    try {
      query = request.getUriInfo().getQueryParameters();
    } catch (IllegalArgumentException e) {
      return Problem.of(400, "The query is not correctly encoded.").toResponse();
    }
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      for (String value : parameter.getValue()) {
        String problem = StorableText.problem(value);
        if (problem != null) {
          return Problem.badField(parameter.getKey(), problem).getResponse();
        }
      }
    }
    return null;
  }
}
