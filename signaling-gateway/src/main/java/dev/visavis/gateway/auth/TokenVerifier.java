package dev.visavis.gateway.auth;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.support.text.StorableText;
import dev.visavis.support.text.VisibleName;
import dev.visavis.support.token.SessionId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/// Verifies access tokens. A valid token is signed with an asymmetric algorithm and a key of the
/// issuer, has the issuer's `iss`, has not expired, and its `sub` is a user id.
@Singleton
public final class TokenVerifier {
  private static final int MAX_CHARS = 8_192;

  /// A longer name is cut, and so is a longer picture URL: the gateway sends both to other users.
  private static final int MAX_NAME = 200;

  private static final int MAX_PICTURE = 2_000;

  private final JwksCache keys;
  private final JwtConsumer consumer;

  TokenVerifier(JwksCache keys, GatewayConfig config) {
    this.keys = keys;
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                (signature, nesting) ->
                    keys.find(signature.getKeyIdHeaderValue())
                        .orElseThrow(() -> new UnresolvableKeyException("unknown key"))
                        .getKey())
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    ConstraintType.PERMIT,
                    AlgorithmIdentifiers.RSA_USING_SHA256,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
            .setExpectedIssuer(config.issuer())
            .setRequireSubject()
            .setRequireExpirationTime()
            .setSkipDefaultAudienceValidation()
            .build();
  }

  /// Returns the user whom the token names, or empty if the token is not valid.
  public CompletionStage<Optional<AuthenticatedUser>> verify(String token) {
    if (token.length() > MAX_CHARS) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (cachedKey(token)) {
      return CompletableFuture.completedFuture(read(token));
    }
    return keys.refreshForUnknown().thenApply(refreshed -> read(token));
  }

  private boolean cachedKey(String token) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setCompactSerialization(token);
      return keys.find(signature.getKeyIdHeaderValue()).isPresent();
    } catch (JoseException e) {
      return true; // not a token, so fetching keys would not help
    }
  }

  private Optional<AuthenticatedUser> read(String token) {
    try {
      JwtClaims claims = consumer.processToClaims(token);
      UUID id = UUID.fromString(claims.getSubject());
      UserInfo.Builder user =
          UserInfo.newBuilder()
              .setId(id.toString())
              .setName(VisibleName.cleaned(text(claims, "name", MAX_NAME)));
      String picture = text(claims, "picture", MAX_PICTURE);
      if (!picture.isEmpty() && StorableText.problem(picture) == null) {
        user.setAvatarUrl(picture);
      }
      Instant expiry = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
      Instant signedIn = signedInAt(claims);
      String session = SessionId.of(claims.getClaimValue(SessionId.CLAIM), signedIn);
      return Optional.of(new AuthenticatedUser(id, user.build(), signedIn, session, expiry, token));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// `auth_time` (OpenID Connect) is in seconds. account-service adds `auth_time_ms`, because a
  /// user may sign in again within the same second in which a device was revoked.
  private static Instant signedInAt(JwtClaims claims) throws MalformedClaimException {
    if (claims.getClaimValue("auth_time_ms") instanceof Number millis) {
      return Instant.ofEpochMilli(millis.longValue());
    }
    if (claims.getClaimValue("auth_time") instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    @Nullable NumericDate issued = claims.getIssuedAt();
    return issued == null ? Instant.EPOCH : Instant.ofEpochMilli(issued.getValueInMillis());
  }

  private static String text(JwtClaims claims, String name, int most) {
    @Nullable String value = claims.getClaimValueAsString(name);
    if (value == null) {
      return "";
    }
    return value.length() <= most ? value : value.substring(0, most);
  }
}
