package dev.visavis.support.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Problem details (RFC 9457).
///
/// @param title short, the same for every problem of its kind
/// @param detail describes the error of this request, for the user who sent it
/// @param field the invalid field or parameter, if any
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String field) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, @Nullable String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, null);
  }

  /// 400 that names the invalid field or parameter.
  public static WebApplicationException badField(String field, String detail) {
    return withField(400, field, detail).toException();
  }

  public static WebApplicationException notFound(String detail) {
    return of(404, detail).toException();
  }

  /// 409: another user holds this value of `field`, or it exceeds a limit.
  public static WebApplicationException conflict(String field, String detail) {
    return withField(409, field, detail).toException();
  }

  /// 429 with `Retry-After`.
  public static WebApplicationException tooManyRequests(Duration retryAfter, String detail) {
    return retryable(429, retryAfter, detail);
  }

  /// 503 with `Retry-After`: a dependency of the service is unavailable.
  public static WebApplicationException unavailable(Duration retryAfter, String detail) {
    return retryable(503, retryAfter, detail);
  }

  public Response toResponse() {
    return builder().build();
  }

  public WebApplicationException toException() {
    return new WebApplicationException(title, toResponse());
  }

  private Response.ResponseBuilder builder() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
  }

  private static Problem withField(int status, String field, String detail) {
    Problem plain = of(status, detail);
    return new Problem(plain.type, plain.title, status, field + ": " + detail, field);
  }

  private static WebApplicationException retryable(int status, Duration after, String detail) {
    long seconds = Math.max(1, (after.toMillis() + 999) / 1000);
    Problem problem = of(status, detail);
    Response response = problem.builder().header("Retry-After", seconds).build();
    return new WebApplicationException(problem.title, response);
  }
}
