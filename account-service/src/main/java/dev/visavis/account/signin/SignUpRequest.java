package dev.visavis.account.signin;

import dev.visavis.account.user.AvatarUrl;
import dev.visavis.account.user.PersonName;
import dev.visavis.account.user.Username;
import dev.visavis.support.text.VisibleName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/auth/signup`.
///
/// @param username unique, ignoring case
/// @param name shown to other users
public record SignUpRequest(
    @NotNull(message = "is missing")
        @Pattern(
            regexp = "[A-Za-z0-9._@+-]{1,64}",
            message = "must be 1 to 64 letters, digits or any of . _ @ + -")
        @Schema(examples = "alice")
        String username,
    @NotNull(message = "is missing")
        @Size(min = 8, max = 200, message = "must be 8 to 200 characters")
        @Schema(examples = "correct horse 1")
        String password,
    @NotNull(message = "is missing") @PersonName @Schema(examples = "Alice Ahrens") String name,
    @AvatarUrl @Schema(examples = "https://pictures.example/alice.png")
        @Nullable String avatarUrl) {

  @SuppressWarnings("NullAway") // fields may be null before validation
  public SignUpRequest {
    username = username == null ? null : Username.normalized(username);
    name = name == null ? null : VisibleName.normalized(name);
  }

  /// Omits the password.
  @Override
  public String toString() {
    return "SignUpRequest[" + username + "]";
  }
}
