package dev.visavis.history;

import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.visavis.history.EventSequence.Person;
import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.infra.ManagementInterface;
import dev.visavis.infra.TestTokenKeys;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// PostgreSQL is killed: reads get 503, and no event is lost.
@QuarkusTest
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
@WithTestResource(OwnDatabase.class)
@WithTestResource(TestTokenKeys.class)
class DatabaseUnavailableTest extends ApiClient {
  private final Person alice = Person.named("alice");
  private final Person bob = Person.named("bob");

  @Test
  void historyCatchesUpWhenTheDatabaseIsBack() {
    EventSequence before = EventSequence.call(alice, bob);
    log.publish(before);
    eventually().until(() -> count(alice) == 1);

    OwnDatabase.kill();
    log.publish(before.ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    log.publish(EventSequence.call(bob, alice));
    get(alice, "/api/calls/history", Map.of())
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue());
    given()
        .get(ManagementInterface.url("/q/health/live"))
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"));
    given().get(ManagementInterface.url("/q/health/ready")).then().statusCode(503);

    eventually().ignoreExceptions().until(DatabaseUnavailableTest::startAgain);
    eventually().ignoreExceptionsInstanceOf(AssertionError.class).until(() -> count(alice) == 2);
    eventually()
        .untilAsserted(
            () -> given().get(ManagementInterface.url("/q/health/ready")).then().statusCode(200));
  }

  private static boolean startAgain() {
    OwnDatabase.startAgain();
    return true;
  }
}
