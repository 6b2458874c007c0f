package dev.visavis.support.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Looks at every parameter of a query before a resource does; see [Text].
public final class QueryText {
  @ServerRequestFilter
  public @Nullable Response refuse(ContainerRequestContext request) {
    for (Map.Entry<String, List<String>> parameter :
        request.getUriInfo().getQueryParameters().entrySet()) {
      for (String value : parameter.getValue()) {
        String problem = Text.problem(value);
        if (problem != null) {
          return Problem.badField(parameter.getKey(), problem).getResponse();
        }
      }
    }
    return null;
  }
}
