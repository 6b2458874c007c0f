package dev.visavis.account.signin;

import dev.visavis.account.user.UserView;

/// The reply to a sign-up or login.
///
/// @param expiresIn seconds that the token is good for
public record SignedIn(UserView user, String accessToken, long expiresIn) {

  /// Never the token.
  @Override
  public String toString() {
    return "SignedIn[" + user.id() + "]";
  }
}
