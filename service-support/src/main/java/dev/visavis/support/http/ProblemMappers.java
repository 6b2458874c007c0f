package dev.visavis.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Maps exceptions to problem details. An unexpected exception is logged here, and its response has
/// no detail.
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /// Causes can form a cycle.
  private static final int MAX_CAUSES = 20;

  @ServerExceptionMapper
  public Response fromWebException(WebApplicationException e) {
    Response given = e.getResponse();
    if (given.hasEntity() || given.getStatus() < 400) {
      return given;
    }
    if (e.getCause() instanceof JsonProcessingException malformed) {
      return malformed(malformed);
    }
    String detail = given.getStatus() < 500 ? e.getMessage() : null;
    Response problem = Problem.of(given.getStatus(), detail).toResponse();
    Response.ResponseBuilder response = Response.fromResponse(problem);
    Object allow = given.getHeaders().getFirst("Allow");
    return allow == null ? response.build() : response.header("Allow", allow).build();
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e) {
    return signInFirst();
  }

  @ServerExceptionMapper
  public Response authenticationFailed(AuthenticationFailedException e) {
    return isMissingKeys(e) ? keysUnavailable() : signInFirst();
  }

  /// Whether the token could not be verified because the keys were never loaded and their publisher
  /// is unavailable. An invalid token never causes an [IOException].
  private static boolean isMissingKeys(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof IOException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static Response keysUnavailable() {
    return Problem.unavailable(
            RETRY_AFTER, "Your sign-in cannot be verified right now. Try again in a few seconds.")
        .getResponse();
  }

  private static Response signInFirst() {
    return Response.fromResponse(Problem.of(401, "Sign in first.").toResponse())
        .header("WWW-Authenticate", "Bearer")
        .build();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return Problem.of(403, null).toResponse();
  }

  // Names the second exception because Quarkus has its own mapper for it.
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  public Response malformed(JsonProcessingException e) {
    String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
    if (field.isEmpty()) {
      return Problem.of(400, "The body is not the expected JSON.").toResponse();
    }
    String problem =
        e instanceof UnusableTextException ? e.getOriginalMessage() : "has the wrong type";
    return Problem.badField(field, problem).getResponse();
  }

  /// Logs one line for each failed request. Set the level of this class to DEBUG to log the stack
  /// trace.
  @ServerExceptionMapper
  public Response unexpected(RuntimeException e) {
    LOG.errorf("A request failed: %s", ErrorSummary.of(e));
    LOG.debug("The stack trace of the failure", e);
    return Problem.of(500, null).toResponse();
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
