package dev.visavis.account.token;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.user.UserAccount;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/// Makes access tokens: what every service knows of who asks.
@ApplicationScoped
public class TokenIssuer {
  private final SigningKeys keys;
  private final AccountConfig.Token config;

  TokenIssuer(SigningKeys keys, AccountConfig config) {
    this.keys = keys;
    this.config = config.token();
  }

  /// A token.
  ///
  /// @param left how long it was good for when it was issued
  public record Issued(String token, Duration left) {
    /// Never the token.
    @Override
    public String toString() {
      return "Issued[" + left + "]";
    }
  }

  public boolean isOver(Instant signedIn) {
    return signedIn.plus(config.sessionLifetime()).isBefore(Instant.now());
  }

  /// A token of a session that began at `signedIn`, at most as long as the session may last.
  public Issued issue(UserAccount user, Instant signedIn) {
    Instant now = Instant.now();
    Duration session = Duration.between(now, signedIn.plus(config.sessionLifetime()));
    Duration left = session.compareTo(config.lifetime()) < 0 ? session : config.lifetime();
    return issue(user, signedIn, now, left);
  }

  /// The same until `expiry`.
  public Issued issue(UserAccount user, Instant signedIn, Instant expiry) {
    Instant now = Instant.now();
    return issue(user, signedIn, now, Duration.between(now, expiry));
  }

  private Issued issue(UserAccount user, Instant signedIn, Instant now, Duration left) {
    SigningKey key = keys.signing();
    JwtClaimsBuilder claims =
        Jwt.claims()
            .issuer(config.issuer())
            .subject(user.id().toString())
            .preferredUserName(user.username())
            .claim("name", user.name())
            .issuedAt(now)
            .claim(SignedInAt.CLAIM, signedIn.getEpochSecond())
            .claim(SignedInAt.CLAIM_MS, signedIn.toEpochMilli())
            .expiresAt(now.plus(left));
    if (user.avatarUrl() != null) {
      claims.claim("picture", user.avatarUrl());
    }
    String token =
        claims.jws().keyId(key.kid()).algorithm(SignatureAlgorithm.RS256).sign(key.privateKey());
    return new Issued(token, left);
  }
}
