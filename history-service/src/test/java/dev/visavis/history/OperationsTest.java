package dev.visavis.history;

import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.Story.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// What an operator sees.
@QuarkusTest
class OperationsTest extends HistoryServiceTest {
  private static final Logger LOG = Logger.getLogger(OperationsTest.class);

  @Test
  void livenessDependsOnNothingAndReadinessOnTheDatabase() {
    given().get("/q/health/live").then().statusCode(200).body("checks", empty());
    given().get("/q/health/ready").then().statusCode(200).body("checks.size()", equalTo(1));
  }

  @Test
  void metricsTellLagBatchesAndRows() {
    Person alice = Person.named("alice");
    log.publish(Story.call(alice, Person.named("bob")));
    eventually().until(() -> count(alice) == 1);

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("kafka_consumer_fetch_manager_records_lag"))
        .body(containsString("visavis_history_batch_size"))
        .body(containsString("visavis_history_rows_total"))
        .body(containsString("visavis_history_delay_seconds"));
  }

  /// The best of a few: what the service takes, not what else runs on the machine.
  @Test
  void aCallThatEndedIsInTheHistoryWithinASecond() {
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 5; i++) {
      Person alice = Person.named("alice");
      Story story =
          Story.call(alice, Person.named("bob")).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
      long start = System.nanoTime();
      log.publish(story);
      eventually().until(() -> count(alice) == 1);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    LOG.infof("from the event to the history in %d ms at best", best.toMillis());
    assertTrue(best.toMillis() < 1_000);
  }
}
