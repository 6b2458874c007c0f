package dev.visavis.account.signin;

import dev.visavis.account.user.UserView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The response to a sign-up or login.
///
/// @param expiresIn the lifetime of the token in seconds
public record SignInResponse(
    UserView user,
    @Schema(examples = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl") String accessToken,
    @Schema(examples = "3600") long expiresIn) {

  /// Omits the token.
  @Override
  public String toString() {
    return "SignInResponse[" + user.id() + "]";
  }
}
