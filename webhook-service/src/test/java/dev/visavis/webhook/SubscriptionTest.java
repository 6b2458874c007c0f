package dev.visavis.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SubscriptionTest extends WebhookServiceTest {
  @Test
  void theSecretIsReturnedOnce() {
    var made = subscribe(alice, receiver.url(), "").then().statusCode(201);
    made.body("secret", startsWith("whsec_")).body("active", equalTo(true));
    String id = made.extract().path("id");
    made.header("Location", endsWith("/api/webhooks/" + id)).header("Cache-Control", "no-store");
    as(alice).get("/api/webhooks/" + id).then().statusCode(200).body("secret", nullValue());
    as(alice)
        .get("/api/webhooks")
        .then()
        .body("webhooks", hasSize(1))
        .body("webhooks[0].secret", nullValue());
  }

  @Test
  void usersCannotSeeOrChangeTheWebhooksOfOthers() {
    String id = subscribed(alice, receiver, "").getString("id");
    String path = "/api/webhooks/" + id;
    as(bob).get(path).then().statusCode(404);
    as(bob).body("{\"active\":false}").patch(path).then().statusCode(404);
    as(bob).delete(path).then().statusCode(404);
    as(bob).get(path + "/deliveries").then().statusCode(404);
    as(bob).post(path + "/replay").then().statusCode(404);
    as(bob).post(path + "/secret").then().statusCode(404);
    as(bob).get("/api/webhooks").then().body("webhooks", hasSize(0));
    given().get("/api/webhooks").then().statusCode(401);
    as(alice).delete(path).then().statusCode(204);
    as(alice).get(path).then().statusCode(404);
  }

  @Test
  void onlyAnOperatorCanSubscribeToEveryCall() {
    subscribe(alice, receiver.url(), ",\"scope\":\"all\"").then().statusCode(403);
    subscribe(OPERATOR, receiver.url(), ",\"scope\":\"all\"").then().statusCode(201);
  }

  @Test
  void tooManyChangesGetRetryAfter() {
    String path = "/api/webhooks/" + subscribed(alice, receiver, "").getString("id");
    untilRefused(() -> as(alice).body("{\"active\":true}").patch(path), 200)
        .then()
        .header("Retry-After", notNullValue());
    untilRefused(() -> as(alice).post(path + "/secret"), 200);
    untilRefused(() -> as(alice).post(path + "/replay"), 202);
    untilRefused(() -> as(alice).delete("/api/webhooks/" + UUID.randomUUID()), 404);
    as(alice).get(path).then().statusCode(200);
    subscribe(bob, receiver.url(), "").then().statusCode(201);
  }

  /// Repeats a change until it is refused. By the time of the next change, the limit may allow one
  /// again.
  private static Response untilRefused(Supplier<Response> change, int accepted) {
    Response answer = change.get();
    for (int changes = 1; answer.statusCode() == accepted; changes++) {
      assertTrue(changes < 1_000, "no request was refused");
      answer = change.get();
    }
    answer.then().statusCode(429);
    return answer;
  }

  @Test
  void aUserHasAtMostTenWebhooks() {
    for (int i = 0; i < 10; i++) {
      subscribed(alice, receiver, "");
    }
    subscribe(alice, receiver.url(), "").then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\":5}",
        "{\"url\":\"ftp://example.com\"}",
        "{\"url\":\"https://example.com:99999/\"}",
        "{\"url\":\"https://example.com/\\u0000\"}",
        "{\"url\":\"https://example.com/\\ud800\"}",
        "{\"url\":\"https://example.com/\",\"events\":[\"\\u0000\"]}",
        "{\"url\":\"https://example.com\",\"events\":[\"dance\"]}",
        "{\"url\":\"https://example.com\",\"events\":[null]}",
        "{\"url\":\"https://example.com\",\"scope\":\"some\"}",
        "[]",
        "null",
        "{"
      })
  void anInvalidWebhookIsRefused(String body) {
    as(alice)
        .body(body)
        .post("/api/webhooks")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "state=lost", "cursor=x"})
  void anInvalidParameterOfTheListIsNamed(String query) {
    String id = subscribed(alice, receiver, "").getString("id");
    as(alice)
        .get("/api/webhooks/" + id + "/deliveries?" + query)
        .then()
        .statusCode(400)
        .body("field", equalTo(query.split("=")[0]));
  }
}
