package dev.visavis.presence;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.ManagementInterface;
import dev.visavis.proto.v1.DeviceRoute;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PresenceApiTest extends PresenceServiceTest {
  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final DeviceRoute phone =
      TestEvents.device(bob, "phone").toBuilder().setDeviceName("Bob's phone").build();

  @BeforeEach
  void bothExist() {
    logs.publish(TestEvents.withContacts(alice, 1, bob));
    logs.publish(TestEvents.profile(bob));
    holdLease(phone, Duration.ofMinutes(1));
    eventually()
        .until(() -> ask(alice, alice + "," + bob).extract().path("users.size()").equals(2));
  }

  @Test
  void presenceContainsDevicesAndCalls() {
    online(phone);
    String call = TestEvents.id();
    logs.publish(TestEvents.initiated(call, alice, bob, phone));
    logs.publish(TestEvents.joined(call, 2, bob, "phone"));
    eventually().until(() -> callsOf(bob).containsValue("joined:phone"));

    ask(alice, bob + "," + TestEvents.id())
        .body("users", hasSize(1))
        .body("users[0].userId", equalTo(bob))
        .body("users[0].online", equalTo(true))
        .body("users[0].inCall", equalTo(true))
        .body("users[0].devices", nullValue())
        .body("users[0].lastSeenAt", nullValue());
    ask(bob, bob).body("users[0].devices.deviceName", contains("Bob's phone"));
  }

  @Test
  void presenceContainsWhenAUserWasLastSeen() {
    online(phone);
    logs.publish(TestEvents.offline(phone));
    eventually().until(() -> devicesOf(bob).isEmpty());

    ask(alice, bob)
        .body("users[0].online", equalTo(false))
        .body("users[0].lastSeenAt", equalTo("2026-11-22T12:00:00.000Z"));
  }

  @Test
  void usersOnADeadGatewayAreOffline() {
    online(TestEvents.device(bob, "phone", 1, "an-earlier-life"));

    ask(alice, bob).body("users[0].online", equalTo(false));
  }

  @Test
  void aUserWhoBlocksTheViewerAppearsOffline() {
    online(phone);
    logs.publish(TestEvents.profile(bob, alice).toBuilder().setVersion(2).build());

    eventually().until(() -> ask(alice, bob).extract().path("users[0].online").equals(false));
    ask(bob, bob).body("users[0].online", equalTo(true));
  }

  @Test
  void tooManyRequestsGetRetryAfter() {
    int asked = 0;
    Response answer = answer(alice, bob);
    while (answer.statusCode() == 200) {
      assertTrue(++asked < 5_000, "no request was refused");
      answer = answer(alice, bob);
    }
    answer.then().statusCode(429).header("Retry-After", notNullValue());
    ask(bob, bob);
  }

  @Test
  void responsesAreNotCached() {
    answer(alice, bob).then().statusCode(200).header("Cache-Control", equalTo("no-store"));
    answer(alice, "nobody").then().statusCode(400).header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void aBadRequestNamesTheField() {
    bad("").body("field", equalTo("userIds"));
    bad("not-a-uuid").body("detail", containsString("UUID"));
    bad(String.join(",", Collections.nCopies(101, bob))).body("detail", containsString("100"));
  }

  @Test
  void withoutATokenNothingIsReported() {
    given()
        .queryParam("userIds", bob)
        .get("/api/presence")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void theServiceDescribesItselfAndIsReady() {
    given().get("/api/presence/openapi").then().statusCode(200);
    given().get(ManagementInterface.url("/q/health/ready")).then().statusCode(200);
  }

  @Test
  void strangersSeeNoPresence() {
    online(phone);
    String stranger = TestEvents.id();
    logs.publish(TestEvents.profile(stranger));
    ask(stranger, bob + "," + TestEvents.id()).body("users", hasSize(0));
    ask(bob, alice).body("users", hasSize(0));

    logs.publish(TestEvents.profile(alice).toBuilder().setVersion(2).build());
    eventually().until(() -> ask(alice, bob).extract().path("users.size()").equals(0));
  }

  @Test
  void participantsOfACallSeeEachOtherUntilItEnds() {
    online(phone);
    String call = TestEvents.id();
    logs.publish(TestEvents.initiated(call, alice, bob, phone));
    eventually().until(() -> !callsOf(bob).isEmpty());
    ask(bob, alice).body("users", hasSize(0));

    logs.publish(TestEvents.joined(call, 2, bob, "phone"));
    eventually().until(() -> ask(bob, alice).extract().path("users.size()").equals(1));
    ask(bob, alice).body("users[0].inCall", equalTo(true)).body("users[0].devices", nullValue());

    logs.publish(TestEvents.ended(call, 3, alice, bob));
    eventually().until(() -> ask(bob, alice).extract().path("users.size()").equals(0));
  }

  private static ValidatableResponse bad(String userIds) {
    return get(TestEvents.id(), userIds).statusCode(400).contentType("application/problem+json");
  }

  private static ValidatableResponse ask(String viewer, String userIds) {
    return get(viewer, userIds).statusCode(200);
  }

  private static ValidatableResponse get(String viewer, String userIds) {
    return answer(viewer, userIds).then();
  }

  private static Response answer(String viewer, String userIds) {
    String token = Jwt.issuer("visavis").subject(viewer).expiresIn(Duration.ofMinutes(5)).sign();
    return given().auth().oauth2(token).queryParam("userIds", userIds).get("/api/presence");
  }
}
