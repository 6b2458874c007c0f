package dev.visavis.history.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests with invalid parameters, and too many requests.
@QuarkusTest
class HistoryParametersTest extends HistoryServiceTest {

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, 101",
    "limit, many",
    "offset, -1",
    "offset, 99999999999",
    "cursor, no-cursor",
    "cursor, AAAA",
    "state, sleeping",
    "direction, sideways",
    "missed, maybe",
    "with, bob",
    "with, 1-1-1-1-1",
    "from, yesterday",
    "to, 2026-13-01T00:00:00Z"
  })
  void anInvalidParameterIsNamed(String field, String value) {
    get(alice, "/api/calls/history", Map.of(field, value))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "direction", "missed", "with", "from", "to", "cursor", "limit"})
  void aParameterWithNulIsNamed(String field) {
    get(alice, "/api/calls/history", Map.of(field, "a\0b"))
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
  }

  @Test
  void tooManyRequestsGetRetryAfter() {
    askUntilRefused("/api/calls/missed", Map.of());
    askUntilRefused("/api/calls/history", Map.of());
    askUntilRefused("/api/calls/export", Map.of("format", "csv"));
    get(Person.named("bob"), "/api/calls/history", Map.of()).then().statusCode(200);
  }

  private void askUntilRefused(String path, Map<String, String> parameters) {
    int asked = 1;
    Response answer = get(alice, path, parameters);
    while (answer.statusCode() == 200) {
      assertTrue(++asked < 5_000, "no request was refused");
      answer = get(alice, path, parameters);
    }
    answer.then().statusCode(429).header("Retry-After", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"from", "to"})
  void aRawPlusInAnOffsetIsNamedAsTheCause(String field) {
    given()
        .auth()
        .oauth2(token(alice))
        .urlEncodingEnabled(false)
        .get("/api/calls/history?" + field + "=2026-11-22T11:01:00+01:00")
        .then()
        .statusCode(400)
        .body("field", equalTo(field))
        .body("detail", containsString("a raw + means a space: write %2B"));
  }
}
