package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a message of a client was not accepted, as the client is told.
public record WireError(ErrorCode code, String message, @Nullable Duration retryAfter) {
  public static WireError of(ErrorCode code, String message) {
    return new WireError(code, message, null);
  }

  /// A field that is not as it must be.
  public static WireError field(String field, String problem) {
    return of(ErrorCode.INVALID_MESSAGE, field + ": " + problem);
  }

  /// A part behind the gateway is away, or there is too much to do.
  public static WireError unavailable(String message) {
    return unavailable(message, Duration.ofSeconds(1));
  }

  public static WireError unavailable(String message, Duration retryAfter) {
    return new WireError(ErrorCode.UNAVAILABLE, message, retryAfter);
  }

  /// Of one user for another, or in all.
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
