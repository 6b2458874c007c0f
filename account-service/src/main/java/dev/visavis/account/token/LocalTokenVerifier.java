package dev.visavis.account.token;

import dev.visavis.account.AccountConfig;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/// Verifies tokens with the keys of this instance. It does not fetch its own JWKS over HTTP,
/// because a new instance has no address yet.
@ApplicationScoped
@Alternative
@Priority(1)
public class LocalTokenVerifier extends JWTCallerPrincipalFactory {
  private static final int CLOCK_SKEW_SECONDS = 5;

  private final SigningKeys keys;
  private final JwtConsumer consumer;
  private final JwtConsumer consumerOfAnyAge;

  LocalTokenVerifier(SigningKeys keys, AccountConfig config) {
    this.keys = keys;
    this.consumer = consumer(config, CLOCK_SKEW_SECONDS);
    this.consumerOfAnyAge =
        consumer(config, Math.toIntExact(config.token().sessionLifetime().toSeconds()));
  }

  private JwtConsumer consumer(AccountConfig config, int clockSkewSeconds) {
    return new JwtConsumerBuilder()
        .setExpectedIssuer(config.token().issuer())
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(clockSkewSeconds)
        .setSkipDefaultAudienceValidation()
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
        .setVerificationKeyResolver((jws, nesting) -> keyOf(jws))
        .build();
  }

  /// The claims of a token of this issuer, even if it has expired; empty for any other text.
  public Optional<JsonWebToken> ofAnyAge(String token) {
    try {
      return Optional.of(
          new DefaultJWTCallerPrincipal(token, "JWT", consumerOfAnyAge.processToClaims(token)));
    } catch (InvalidJwtException e) {
      return Optional.empty();
    }
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      return new DefaultJWTCallerPrincipal(token, "JWT", consumer.processToClaims(token));
    } catch (InvalidJwtException e) {
      throw new ParseException("the token is invalid", e);
    }
  }

  private Key keyOf(JsonWebSignature jws) throws UnresolvableKeyException {
    SigningKey key = keys.find(jws.getKeyIdHeaderValue());
    if (key == null) {
      throw new UnresolvableKeyException("no such key");
    }
    return key.publicKey();
  }
}
