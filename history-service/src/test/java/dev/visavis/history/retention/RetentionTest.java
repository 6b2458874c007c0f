package dev.visavis.history.retention;

import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Old calls are deleted; new and live ones are kept.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class RetentionTest extends HistoryServiceTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant BEFORE = LONG_AGO.plus(Duration.ofHours(1));

  @Inject Retention retention;

  @Test
  void oldCallsAreDeletedForAllUsersAndAreNotMissedAnyMore() {
    EventSequence old = missed(LONG_AGO);
    log.publish(old);
    log.publish(missed(BEFORE));
    log.publish(EventSequence.call(LONG_AGO, alice, bob).answers(bob));
    afterProjection().until(() -> count(bob) == 3);
    afterProjection().untilAsserted(() -> missedBy(bob, 2));

    retention.deleteBefore(BEFORE, 1).await().atMost(Duration.ofSeconds(20));

    assertEquals(2, count(alice));
    assertEquals(2, count(bob));
    call(bob, old).then().statusCode(404);
    missedBy(bob, 1);
  }

  @Test
  void manyOldCallsAreDeletedInSeveralTransactionsUpToTheLimit() {
    List<CallEvent> events = new ArrayList<>();
    for (int i = 0; i < 1_201; i++) {
      events.addAll(missed(LONG_AGO.minusSeconds(i)).events());
    }
    log.publish(events);
    afterProjection()
        .until(() -> history(bob, Map.of("offset", 1_200)).getList("calls").size() == 1);

    Instant before = LONG_AGO.plusMillis(1);
    assertEquals(1_000, retention.deleteBefore(before, 2).await().atMost(Duration.ofSeconds(20)));
    assertEquals(201, retention.deleteBefore(before, 2).await().atMost(Duration.ofSeconds(20)));
    assertEquals(0, count(bob));
  }

  private EventSequence missed(Instant at) {
    return EventSequence.call(at, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
  }

  private static void missedBy(Person who, int count) {
    get(who, "/api/calls/missed", Map.of()).then().statusCode(200).body("count", equalTo(count));
  }
}
