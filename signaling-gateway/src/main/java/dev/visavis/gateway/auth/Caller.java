package dev.visavis.gateway.auth;

import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;
import java.util.UUID;

/// The person that a valid token stands for.
///
/// @param token as it came, for asking account-service in the person's own name; never logged
public record Caller(UUID id, UserInfo user, Instant expiresAt, String token) {
  @Override
  public String toString() {
    return "Caller[" + id + "]";
  }
}
