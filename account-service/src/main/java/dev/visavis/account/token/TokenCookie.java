package dev.visavis.account.token;

import java.time.Duration;

/// The cookie that carries the access token for browsers, out of reach of their scripts.
public final class TokenCookie {
  public static final String NAME = "visavis_token";

  private TokenCookie() {}

  /// The value of `Set-Cookie` (RFC 6265; JAX-RS would write the attributes of its
  /// predecessor).
  ///
  /// @param secure the browser reached us over https, and must send the cookie over nothing
  /// else
  public static String of(String token, Duration maxAge, boolean secure) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax%s"
        .formatted(NAME, token, Math.max(0, maxAge.toSeconds()), secure ? "; Secure" : "");
  }

  public static String cleared(boolean secure) {
    return of("", Duration.ZERO, secure);
  }
}
