package dev.visavis.history;

import static io.restassured.RestAssured.given;

import dev.visavis.history.EventSequence.Person;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Publishes events to the log and calls the API.
@SuppressWarnings("NullAway.Init") // injected
public abstract class ApiClient {
  @Inject protected Log log;

  protected static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
  }

  /// Reads wait until everything published is in the tables.
  protected ConditionFactory afterProjection() {
    eventually().until(log::projected);
    return eventually();
  }

  protected static String token(Person who) {
    return Jwt.issuer("visavis")
        .subject(who.id().toString())
        .claim("name", who.name())
        .expiresIn(Duration.ofMinutes(5))
        .sign();
  }

  protected static Response get(Person who, String path, Map<String, ?> parameters) {
    return given().auth().oauth2(token(who)).queryParams(parameters).get(path);
  }

  protected static JsonPath history(Person who, Map<String, ?> parameters) {
    return get(who, "/api/calls/history", parameters).then().statusCode(200).extract().jsonPath();
  }

  protected static JsonPath history(Person who) {
    return history(who, Map.of());
  }

  protected static Response call(Person who, EventSequence story) {
    return get(who, "/api/calls/" + story.callId, Map.of());
  }

  protected static int count(Person who) {
    return history(who).getList("calls").size();
  }
}
