package dev.visavis.history;

import static io.restassured.RestAssured.given;

import dev.visavis.history.EventSequence.Person;
import dev.visavis.infra.EmbeddedInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Another OpenID Connect provider replaces account-service by configuration alone.
@QuarkusTest
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "visavis_history")
    })
@WithTestResource(OtherIssuer.class)
class OtherIssuerTest extends ApiClient {
  @ParameterizedTest
  @CsvSource({"rsa, RS256", "ec, ES256"})
  void aTokenOfTheOtherIssuerIsAccepted(String key, String algorithm) throws JoseException {
    given()
        .auth()
        .oauth2(token(key, algorithm, OtherIssuer.ISSUER))
        .get("/api/calls/history")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"rsa, RS256", "ec, ES256"})
  void aTokenOfTheFormerIssuerIsRefused(String key, String algorithm) throws JoseException {
    given()
        .auth()
        .oauth2(token(key, algorithm, "visavis"))
        .get("/api/calls/history")
        .then()
        .statusCode(401);
  }

  private static String token(String key, String algorithm, String issuer) throws JoseException {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(Person.named("alice").id().toString());
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    String json = ConfigProvider.getConfig().getValue("test.other-issuer." + key, String.class);
    PublicJsonWebKey signing = PublicJsonWebKey.Factory.newPublicJwk(json);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(signing.getPrivateKey());
    signature.setKeyIdHeaderValue(signing.getKeyId());
    signature.setAlgorithmHeaderValue(algorithm);
    return signature.getCompactSerialization();
  }
}
