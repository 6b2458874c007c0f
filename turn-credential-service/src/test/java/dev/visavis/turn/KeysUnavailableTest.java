package dev.visavis.turn;

import static io.restassured.RestAssured.given;

import dev.visavis.infra.TestTokenKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// account-service is unavailable since before this service started.
@QuarkusTest
@TestProfile(KeysUnavailableTest.Away.class)
class KeysUnavailableTest {
  public static final class Away implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(UnpublishedKeys.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  /// Signs tokens, but does not publish the key that verifies them.
  public static final class UnpublishedKeys implements QuarkusTestResourceLifecycleManager {
    private final TestTokenKeys keys = new TestTokenKeys();

    @Override
    public Map<String, String> start() {
      Map<String, String> settings = new HashMap<>(keys.start());
      // Port 1 is reserved, and no process listens there.
      settings.put("mp.jwt.verify.publickey.location", "http://127.0.0.1:1/.well-known/jwks.json");
      return settings;
    }

    @Override
    public void stop() {
      keys.stop();
    }
  }

  @Test
  void aRequestWithATokenGets503() {
    given()
        .auth()
        .oauth2(Jwt.issuer("visavis").subject("ada").sign())
        .get("/api/turn/credentials")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "2");
  }

  @Test
  void aRequestWithoutATokenGets401() {
    given().get("/api/turn/credentials").then().statusCode(401);
  }
}
