package dev.visavis.account.token;

import java.time.Duration;

/// The cookie that carries a browser's access token; scripts cannot read it.
public final class TokenCookie {
  public static final String NAME = "visavis_token";

  private TokenCookie() {}

  /// The value of `Set-Cookie` according to RFC 6265; JAX-RS would write the attributes of RFC
  /// 2109.
  ///
  /// @param secure the browser used https and must never send the cookie over http
  public static String of(String token, Duration maxAge, boolean secure) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax%s"
        .formatted(NAME, token, Math.max(0, maxAge.toSeconds()), secure ? "; Secure" : "");
  }

  public static String cleared(boolean secure) {
    return of("", Duration.ZERO, secure);
  }
}
