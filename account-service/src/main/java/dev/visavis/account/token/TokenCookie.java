package dev.visavis.account.token;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;

/// The cookie that carries the access token for browsers, out of reach of their scripts.
public final class TokenCookie {
  public static final String NAME = "visavis_token";

  private TokenCookie() {}

  public static NewCookie of(String token, Instant expiry, boolean secure) {
    long seconds = Math.max(0, Duration.between(Instant.now(), expiry).plusMillis(500).toSeconds());
    return cookie(token, (int) Math.min(seconds, Integer.MAX_VALUE), secure);
  }

  public static NewCookie cleared(boolean secure) {
    return cookie("", 0, secure);
  }

  private static NewCookie cookie(String value, int maxAge, boolean secure) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .secure(secure)
        .build();
  }
}
