package dev.visavis.account.signin;

import dev.visavis.account.user.Username;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of `POST /api/auth/login`. What no account can have is simply wrong, so only sizes
/// are limited.
public record LoginRequest(
    @NotNull(message = "is missing")
        @Size(max = 200, message = "is too long")
        @Schema(examples = "alice")
        String username,
    @NotNull(message = "is missing")
        @Size(max = 200, message = "is too long")
        @Schema(examples = "correct horse 1")
        String password) {

  @SuppressWarnings("NullAway") // Before validation anything may be missing.
  public LoginRequest {
    username = username == null ? null : Username.normalized(username);
  }

  /// Never the password.
  @Override
  public String toString() {
    return "LoginRequest[" + username + "]";
  }
}
