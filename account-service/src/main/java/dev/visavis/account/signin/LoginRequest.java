package dev.visavis.account.signin;

import dev.visavis.account.user.Username;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of `POST /api/auth/login`. Only sizes are limited; other invalid values are simply
/// wrong credentials.
public record LoginRequest(
    @NotNull(message = "is missing")
        @Size(max = 200, message = "is too long")
        @Schema(examples = "alice")
        String username,
    @NotNull(message = "is missing")
        @Size(max = 200, message = "is too long")
        @Schema(examples = "correct horse 1")
        String password) {

  @SuppressWarnings("NullAway") // fields may be null before validation
  public LoginRequest {
    username = username == null ? null : Username.normalized(username);
  }

  /// Omits the password.
  @Override
  public String toString() {
    return "LoginRequest[" + username + "]";
  }
}
