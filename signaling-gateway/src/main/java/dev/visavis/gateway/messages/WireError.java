package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The reason why a client's message was refused, as the client gets it in `error`.
public record WireError(ErrorCode code, String message, @Nullable Duration retryAfter) {
  public static WireError of(ErrorCode code, String message) {
    return new WireError(code, message, null);
  }

  /// An invalid field.
  public static WireError field(String field, String problem) {
    return of(ErrorCode.INVALID_MESSAGE, field + ": " + problem);
  }

  /// Kafka, Redis or another service is down, or there is too much load; retry after a second.
  public static WireError unavailable(String message) {
    return unavailable(message, Duration.ofSeconds(1));
  }

  public static WireError unavailable(String message, Duration retryAfter) {
    return new WireError(ErrorCode.UNAVAILABLE, message, retryAfter);
  }

  /// A user has rung one callee, or all callees together, too often.
  public static WireError tooManyRings(Duration retryAfter) {
    return new WireError(ErrorCode.RATE_LIMITED, "you have rung people too often", retryAfter);
  }

  public Error toWire() {
    Error.Builder error = Error.newBuilder().setCode(code).setMessage(message);
    if (retryAfter != null) {
      error.setRetryAfterMs(Math.toIntExact(retryAfter.toMillis()));
    }
    return error.build();
  }
}
