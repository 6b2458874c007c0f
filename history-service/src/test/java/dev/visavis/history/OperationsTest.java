package dev.visavis.history;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.visavis.history.EventSequence.Person;
import dev.visavis.infra.ManagementInterface;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// Health and metrics.
@QuarkusTest
class OperationsTest extends HistoryServiceTest {
  @Test
  void livenessDependsOnNothingAndReadinessOnTheDatabase() {
    given()
        .get(ManagementInterface.url("/q/health/live"))
        .then()
        .statusCode(200)
        .body("checks", empty());
    given()
        .get(ManagementInterface.url("/q/health/ready"))
        .then()
        .statusCode(200)
        .body("checks.size()", equalTo(1));
  }

  @Test
  void metricsReportLagBatchesAndRows() {
    Person alice = Person.named("alice");
    log.publish(EventSequence.call(alice, Person.named("bob")));
    afterProjection().until(() -> count(alice) == 1);

    given()
        .get(ManagementInterface.url("/q/metrics"))
        .then()
        .statusCode(200)
        .body(containsString("kafka_consumer_fetch_manager_records_lag"))
        .body(containsString("visavis_history_batch_size"))
        .body(containsString("visavis_history_rows_total"))
        .body(containsString("visavis_history_delay_seconds"));
  }
}
