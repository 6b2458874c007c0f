package dev.visavis.account.signin;

import dev.visavis.account.user.UserView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The reply to a sign-up or login.
///
/// @param expiresIn seconds that the token is good for
public record SignInResponse(
    UserView user,
    @Schema(examples = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl") String accessToken,
    @Schema(examples = "3600") long expiresIn) {

  /// Never the token.
  @Override
  public String toString() {
    return "SignInResponse[" + user.id() + "]";
  }
}
