package dev.visavis.account.signin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// The body of `POST /api/auth/login`. What no account can have is simply wrong, so only sizes
/// are limited.
public record LoginRequest(
    @NotNull(message = "is missing") @Size(max = 200, message = "is too long") String username,
    @NotNull(message = "is missing") @Size(max = 200, message = "is too long") String password) {

  /// Never the password.
  @Override
  public String toString() {
    return "LoginRequest[" + username + "]";
  }
}
