package dev.visavis.turn;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.ManagementInterface;
import dev.visavis.infra.TestTokenKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestTokenKeys.class)
class CredentialsResourceTest {
  private static final String PATH = "/api/turn/credentials";
  private static final String USER = UUID.randomUUID().toString();

  private final String secret =
      ConfigProvider.getConfig().getValue("visavis.turn.secret", String.class);

  private static String tokenOf(String subject, Instant expiry, String issuer) {
    return Jwt.issuer(issuer).subject(subject).claim("name", "Ada").expiresAt(expiry).sign();
  }

  private static String token() {
    return tokenOf(USER, Instant.now().plusSeconds(60), "visavis");
  }

  @Test
  void aSignedInUserGetsCredentials() throws Exception {
    long before = Instant.now().getEpochSecond();
    JsonPath got =
        given()
            .auth()
            .oauth2(token())
            .get(PATH)
            .then()
            .statusCode(200)
            .contentType("application/json")
            .header("Cache-Control", containsString("no-store"))
            .body("ttl", equalTo(300))
            .body("username", endsWith(":" + USER))
            .body("urls[0]", startsWith("turn:"))
            .body("iceServers[0].urls[0]", startsWith("stun:"))
            .body("iceServers[0]", not(hasKey("credential")))
            .extract()
            .jsonPath();
    String username = got.getString("username");
    long expiry = Long.parseLong(username.substring(0, username.indexOf(':')));
    assertTrue(expiry >= before + 300 && expiry <= Instant.now().getEpochSecond() + 300);
    assertEquals(hmac(username), got.getString("credential"));
    assertEquals(got.getString("credential"), got.getString("iceServers[1].credential"));
    assertEquals(got.getList("urls"), got.getList("iceServers[1].urls"));
  }

  @Test
  void aBrowserSendsItsTokenInACookie() {
    given()
        .cookie("visavis_token", token())
        .get(PATH)
        .then()
        .statusCode(200)
        .body("username", endsWith(":" + USER));
  }

  @Test
  void withoutAValidTokenThereAreNoCredentials() {
    refused(given());
    refused("nonsense");
    refused(tokenOf(USER, Instant.now().minus(Duration.ofHours(1)), "visavis"));
    refused(tokenOf(USER, Instant.now().plusSeconds(60), "somebody-else"));
    refused(given().queryParam("access_token", token()));
  }

  private static void refused(String token) {
    refused(given().auth().oauth2(token));
  }

  private static void refused(RequestSpecification request) {
    request
        .get(PATH)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", startsWith("Bearer"))
        .body("status", equalTo(401));
  }

  @Test
  void tooManyRequestsGetRetryAfter() {
    String eager = tokenOf(UUID.randomUUID().toString(), Instant.now().plusSeconds(60), "visavis");
    int asked = 0;
    Response answer;
    do {
      answer = given().auth().oauth2(eager).get(PATH);
      asked++;
    } while (answer.statusCode() == 200 && asked < 500);
    answer
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("[1-9][0-9]*"));
    assertTrue(asked > 120, "after " + asked);
    given().auth().oauth2(token()).get(PATH).then().statusCode(200);
  }

  @Test
  void anInvalidRegionOfTheClientIsRefusedAndOneOfTheEdgeIsIgnored() {
    given()
        .auth()
        .oauth2(token())
        .queryParam("region", "e u")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("field", equalTo("region"));
    given().auth().oauth2(token()).queryParam("region", "eu").get(PATH).then().statusCode(200);
    given().auth().oauth2(token()).header("Visavis-Region", "?").get(PATH).then().statusCode(200);
  }

  @Test
  void secretsAreNotLogged() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Collector(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    String credential;
    try {
      credential = given().auth().oauth2(token()).get(PATH).jsonPath().getString("credential");
      refused("nonsense");
      Logger.getLogger("dev.visavis.turn").info("a line of our own");
    } finally {
      root.removeHandler(handler);
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains("a line of our own")));
    assertFalse(lines.stream().anyMatch(l -> l.contains(secret) || l.contains(credential)));
  }

  @Test
  void describesItself() {
    given()
        .accept("application/json")
        .get("/api/turn/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey(PATH));
  }

  @Test
  void isReadyWithoutAnyDependency() {
    given()
        .get(ManagementInterface.url("/q/health/ready"))
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"));
  }

  @Test
  void healthAndMetricsAreNotOnThePublicPort() {
    for (String path :
        List.of("/q/health/ready", "/q/metrics", "/q/", PATH + "/../../../q/metrics")) {
      given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
  }

  private String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static final class Collector extends Handler {
    private final List<String> lines;

    Collector(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
