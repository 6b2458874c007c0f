package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.visavis.account.token.Session;
import dev.visavis.account.token.TokenIssuer;
import dev.visavis.account.user.UserAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class TokenTest extends AccountServiceTest {
  @Inject TokenIssuer tokens;

  private static final String JWKS = "/.well-known/jwks.json";

  @Test
  void theTokenVerifiesAgainstThePublishedKeysAndIdentifiesTheUser() throws Exception {
    String username = fresh("ann");
    Response response =
        signUp(
            Map.of(
                "username",
                username,
                "password",
                PASSWORD,
                "name",
                "Ann",
                "avatarUrl",
                "https://pictures.example/ann.png"));
    JwtClaims claims = verify(response.path("accessToken"));
    assertEquals(response.path("user.id"), claims.getSubject());
    assertEquals("Ann", claims.getStringClaimValue("name"));
    assertEquals("https://pictures.example/ann.png", claims.getStringClaimValue("picture"));
    assertEquals(username, claims.getStringClaimValue("preferred_username"));
    long lifetime = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
    assertEquals(Duration.ofHours(12).toSeconds(), lifetime);
  }

  @Test
  void aUserWithoutAPictureHasNoPictureClaim() throws Exception {
    assertFalse(verify(signUp(fresh("ann"), "Ann").token()).hasClaim("picture"));
  }

  @Test
  void onlyThePublicPartOfAKeyIsPublished() {
    given()
        .get(JWKS)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("max-age="))
        .body("keys", hasSize(1))
        .body("keys[0].use", equalTo("sig"))
        .body("keys[0].alg", equalTo("RS256"))
        .body("keys[0]", not(hasKey("d")))
        .body("keys[0]", not(hasKey("p")));
  }

  @Test
  void aRequestForAnotherUserThanThatOfTheTokenIsRefused() {
    Person ann = signUp(fresh("ann"), "Ann");
    Person bob = signUp(fresh("bob"), "Bob");
    for (String path : List.of("/api/auth/refresh", "/api/auth/logout")) {
      given()
          .cookie("visavis_token", bob.token())
          .header("X-Visavis-User", ann.id())
          .post(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("Set-Cookie", nullValue())
          .body("detail", startsWith("X-Visavis-User: "));
    }
    given()
        .cookie("visavis_token", bob.token())
        .header("X-Visavis-User", ann.id())
        .put("/api/contacts/" + ann.id())
        .then()
        .statusCode(401);
    given()
        .cookie("visavis_token", bob.token())
        .header("X-Visavis-User", bob.id().toUpperCase(Locale.ROOT))
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("contacts", hasSize(0));
  }

  @Test
  void aMissingBrokenOrExpiredTokenGets401() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    given().get("/api/users/me").then().statusCode(401).body("status", equalTo(401));
    given().auth().oauth2(ann.token() + "x").get("/api/users/me").then().statusCode(401);
    given().auth().oauth2("nonsense").get("/api/users/me").then().statusCode(401);
    given().cookie("visavis_token", "nonsense").get("/api/users/me").then().statusCode(401);
  }

  @Test
  void aTokenOfAnotherSignerGets401() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    String kid = given().get(JWKS).path("keys[0].kid");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair own = generator.generateKeyPair();
    String forged =
        Jwt.issuer("visavis")
            .subject(ann.id())
            .expiresIn(Duration.ofMinutes(5))
            .jws()
            .keyId(kid)
            .sign(own.getPrivate());
    given().auth().oauth2(forged).get("/api/users/me").then().statusCode(401);
  }

  @Test
  void aValidTokenIsRenewedAndKeepsItsSignInTime() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    Response renewed = as(ann).post("/api/auth/refresh");
    renewed
        .then()
        .statusCode(200)
        .header("Set-Cookie", startsWith("visavis_token="))
        .header("Cache-Control", equalTo("no-store"))
        .body("user.id", equalTo(ann.id()));
    JwtClaims before = verify(ann.token());
    JwtClaims after = verify(renewed.path("accessToken"));
    assertEquals(before.getSubject(), after.getSubject());
    assertEquals(before.getClaimValue("auth_time_ms"), after.getClaimValue("auth_time_ms"));
    assertEquals(before.getClaimValue("auth_time"), after.getClaimValue("auth_time"));
    assertEquals(before.getClaimValue("sid"), after.getClaimValue("sid"));
    JwtClaims another = verify(logIn(ann.username(), PASSWORD).path("accessToken"));
    assertNotEquals(before.getClaimValue("sid"), another.getClaimValue("sid"));
  }

  @Test
  void aTokenExpiresWithItsSessionAtTheLatest() throws Exception {
    Instant signedIn = Instant.now().minus(Duration.ofDays(30)).plusSeconds(600);
    UserAccount ann = new UserAccount("ann", "Ann", null, "", Instant.now());
    JwtClaims claims = verify(tokens.issue(ann, signedInAt(signedIn)).token());
    assertEquals(
        signedIn.plus(Duration.ofDays(30)).getEpochSecond(), claims.getExpirationTime().getValue());
  }

  @Test
  void anExpiredSessionIsNotRenewed() {
    Person ann = signUp(fresh("ann"), "Ann");
    UserAccount account = new UserAccount(ann.username(), "Ann", null, "", Instant.now());
    Instant now = Instant.now();
    String old =
        tokens
            .issue(account, signedInAt(now.minus(Duration.ofDays(31))), now.plusSeconds(60))
            .token();
    given().auth().oauth2(old).get("/api/users?limit=1").then().statusCode(200);
    given().auth().oauth2(old).post("/api/auth/refresh").then().statusCode(401);
  }

  @Test
  void onlyAValidTokenIsRenewed() {
    given().post("/api/auth/refresh").then().statusCode(401);
    given().auth().oauth2("nonsense").post("/api/auth/refresh").then().statusCode(401);
  }

  private static Session signedInAt(Instant instant) {
    return new Session("session", instant);
  }

  private static JwtClaims verify(String token) throws Exception {
    JsonWebKeySet keys = new JsonWebKeySet(given().get(JWKS).asString());
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
        .setExpectedIssuer("visavis")
        .setRequireExpirationTime()
        .build()
        .processToClaims(token);
  }
}
