package dev.visavis.turn;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.visavis.infra.TestTokenKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The TURN server is not running.
@QuarkusTest
@TestProfile(TurnServerDownTest.Away.class)
@QuarkusTestResource(TestTokenKeys.class)
class TurnServerDownTest {
  public static final class Away implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      // Port 1 is reserved, and no process listens there.
      return Map.of(
          "visavis.turn.urls", "turn:127.0.0.1:1?transport=udp,turn:127.0.0.1:1?transport=tcp",
          "visavis.turn.check-relays", "true");
    }
  }

  @Test
  void noCredentialsAreIssuedForIt() {
    given()
        .auth()
        .oauth2(Jwt.issuer("visavis").subject(UUID.randomUUID().toString()).sign())
        .get("/api/turn/credentials")
        .then()
        .statusCode(200)
        .body("urls", empty())
        .body("iceServers", empty())
        .body("username", equalTo(""))
        .body("credential", equalTo(""))
        .body("ttl", equalTo(300));
  }
}
