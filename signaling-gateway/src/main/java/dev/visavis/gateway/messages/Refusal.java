package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a message of a client was not accepted, as the client is told.
public record Refusal(ErrorCode code, String message, @Nullable Duration retryAfter) {
  public static Refusal of(ErrorCode code, String message) {
    return new Refusal(code, message, null);
  }

  /// A field that is not as it must be.
  public static Refusal field(String field, String problem) {
    return of(ErrorCode.INVALID_MESSAGE, field + ": " + problem);
  }

  /// A part behind the gateway is away, or there is too much to do.
  public static Refusal unavailable(String message) {
    return unavailable(message, Duration.ofSeconds(1));
  }

  public static Refusal unavailable(String message, Duration retryAfter) {
    return new Refusal(ErrorCode.UNAVAILABLE, message, retryAfter);
  }

  /// Of one user for another, or in all.
  public static Refusal tooManyRings(Duration retryAfter) {
    return new Refusal(ErrorCode.RATE_LIMITED, "you have rung people too often", retryAfter);
  }

  public Error toWire() {
    Error.Builder error = Error.newBuilder().setCode(code).setMessage(message);
    if (retryAfter != null) {
      error.setRetryAfterMs(Math.toIntExact(retryAfter.toMillis()));
    }
    return error.build();
  }
}
