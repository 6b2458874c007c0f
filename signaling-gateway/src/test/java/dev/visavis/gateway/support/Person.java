package dev.visavis.gateway.support;

import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// A user with tokens.
public record Person(String id, String name) {
  public static Person named(String name) {
    return new Person(UUID.randomUUID().toString(), name);
  }

  public String token() {
    return token(Duration.ofHours(1));
  }

  public String token(Duration left) {
    return token(TestIssuer.KEY, "visavis", left);
  }

  /// A valid token of this session.
  public String tokenOf(String session) {
    return token(TestIssuer.KEY, "visavis", Duration.ofHours(1), session);
  }

  /// A token that may be invalid because of its key, its issuer or its expiry.
  ///
  /// @param key the key of [TestIssuer] that signs the token
  public String token(String key, String issuer, Duration left) {
    return token(key, issuer, left, null);
  }

  private String token(String key, String issuer, Duration left, @Nullable String session) {
    try {
      JwtClaims claims = new JwtClaims();
      claims.setIssuer(issuer);
      claims.setSubject(id);
      claims.setStringClaim("name", name);
      if (session != null) {
        claims.setStringClaim("sid", session);
      }
      claims.setIssuedAtToNow();
      claims.setExpirationTime(
          NumericDate.fromMilliseconds(System.currentTimeMillis() + left.toMillis()));
      String json = ConfigProvider.getConfig().getValue(key, String.class);
      PublicJsonWebKey signing = PublicJsonWebKey.Factory.newPublicJwk(json);
      JsonWebSignature signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      signature.setKey(signing.getPrivateKey());
      signature.setKeyIdHeaderValue(signing.getKeyId());
      signature.setAlgorithmHeaderValue(
          signing instanceof EllipticCurveJsonWebKey ? "ES256" : "RS256");
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
