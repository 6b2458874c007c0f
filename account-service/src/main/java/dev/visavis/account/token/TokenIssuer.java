package dev.visavis.account.token;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.user.UserAccount;
import dev.visavis.support.token.SessionId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/// Issues access tokens.
@ApplicationScoped
public class TokenIssuer {
  private final SigningKeys keys;
  private final AccountConfig.Token config;

  TokenIssuer(SigningKeys keys, AccountConfig config) {
    this.keys = keys;
    this.config = config.token();
  }

  /// A token and its remaining lifetime at the time of issue.
  public record Issued(String token, Duration left) {
    /// Omits the token.
    @Override
    public String toString() {
      return "Issued[" + left + "]";
    }
  }

  public boolean isOver(Session session) {
    return session.signedIn().plus(config.sessionLifetime()).isBefore(Instant.now());
  }

  /// Issues a token of the session that expires with the session at the latest.
  public Issued issue(UserAccount user, Session session) {
    Instant now = Instant.now();
    Duration rest = Duration.between(now, session.signedIn().plus(config.sessionLifetime()));
    Duration left = rest.compareTo(config.lifetime()) < 0 ? rest : config.lifetime();
    return issue(user, session, now, left);
  }

  /// Issues a token of the session that expires at `expiry`.
  public Issued issue(UserAccount user, Session session, Instant expiry) {
    Instant now = Instant.now();
    return issue(user, session, now, Duration.between(now, expiry));
  }

  private Issued issue(UserAccount user, Session session, Instant now, Duration left) {
    SigningKey key = keys.signing();
    JwtClaimsBuilder claims =
        Jwt.claims()
            .issuer(config.issuer())
            .subject(user.id().toString())
            .preferredUserName(user.username())
            .claim("name", user.name())
            .issuedAt(now)
            .claim(SessionId.CLAIM, session.id())
            .claim(AuthTime.CLAIM, session.signedIn().getEpochSecond())
            .claim(AuthTime.CLAIM_MS, session.signedIn().toEpochMilli())
            .expiresAt(now.plus(left));
    if (user.avatarUrl() != null) {
      claims.claim("picture", user.avatarUrl());
    }
    String token =
        claims.jws().keyId(key.kid()).algorithm(SignatureAlgorithm.RS256).sign(key.privateKey());
    return new Issued(token, left);
  }
}
