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

  public Duration lifetime() {
    return config.lifetime();
  }

  public String issue(UserAccount user, Instant expiry) {
    SigningKey key = keys.signing();
    JwtClaimsBuilder claims =
        Jwt.claims()
            .issuer(config.issuer())
            .subject(user.id().toString())
            .preferredUserName(user.username())
            .claim("name", user.name())
            .issuedAt(Instant.now())
            .expiresAt(expiry);
    if (user.avatarUrl() != null) {
      claims.claim("picture", user.avatarUrl());
    }
    return claims.jws().keyId(key.kid()).algorithm(SignatureAlgorithm.RS256).sign(key.privateKey());
  }
}
