package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.visavis.account.token.Session;
import dev.visavis.account.token.TokenIssuer;
import dev.visavis.account.user.UserAccount;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Signing out ends one session, once.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SignOutTest extends AccountServiceTest {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Inject TokenIssuer tokens;

  @Test
  void anEndedSessionIsNotRenewedAndOtherSessionsAre() {
    Person ann = signUp(fresh("ann"), "Ann");
    String phone = logIn(ann.username(), PASSWORD).path("accessToken");
    String renewed = as(ann).post("/api/auth/refresh").path("accessToken");
    as(ann).post("/api/auth/logout").then().statusCode(204);
    refresh(ann.token()).then().statusCode(401).body("status", equalTo(401));
    refresh(renewed).then().statusCode(401);
    refresh(phone).then().statusCode(200);
  }

  @Test
  void aTokenInACookieSignsOutToo() {
    Person ann = signUp(fresh("ann"), "Ann");
    given()
        .cookie("visavis_token", ann.token())
        .post("/api/auth/logout")
        .then()
        .statusCode(204)
        .header("Set-Cookie", startsWith("visavis_token=;"));
    refresh(ann.token()).then().statusCode(401);
  }

  @Test
  void repeatedSignOutsPublishTheEndOnce() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    String phone = logIn(ann.username(), PASSWORD).path("accessToken");
    for (int i = 0; i < 3; i++) {
      as(ann).post("/api/auth/logout").then().statusCode(204);
    }
    given().auth().oauth2(phone).post("/api/auth/logout").then().statusCode(204);
    List<byte[]> records = recordsOf(brokers, Topic.USER_PROFILES, ann.id(), 3);
    UserProfile first = UserProfile.parseFrom(records.get(1));
    UserProfile second = UserProfile.parseFrom(records.get(2));
    assertEquals(1, first.getEndedSessionIdsCount());
    assertEquals(2, second.getEndedSessionIdsCount());
    assertNotEquals(second.getEndedSessionIds(0), second.getEndedSessionIds(1));
  }

  @Test
  void signingOutWorksWithAnExpiredTokenAndWithoutOne() {
    Person ann = signUp(fresh("ann"), "Ann");
    Instant now = Instant.now();
    Session session = new Session("old session", now.minusSeconds(7_200));
    String expired = tokens.issue(accountOf(ann), session, now.minusSeconds(3_600)).token();
    given().auth().oauth2(expired).post("/api/auth/logout").then().statusCode(204);
    given().auth().oauth2("nonsense").post("/api/auth/logout").then().statusCode(204);
    given().post("/api/auth/logout").then().statusCode(204);
    refresh(ann.token()).then().statusCode(200);
  }

  private static UserAccount accountOf(Person person) {
    return new UserAccount(person.username(), "Ann", null, "", Instant.now()) {
      @Override
      public UUID id() {
        return UUID.fromString(person.id());
      }
    };
  }

  private static Response refresh(String token) {
    return given().auth().oauth2(token).post("/api/auth/refresh");
  }
}
