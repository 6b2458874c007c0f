package dev.visavis.history.missed;

import static dev.visavis.proto.v1.CallState.CALL_STATE_CANCELLED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_CANCELLED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_GLARE;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The number on the missed-call badge.
@QuarkusTest
class MissedCallsTest extends HistoryServiceTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aMissedCallCountsOnlyForTheCalleeUntilItIsSeen() {
    log.publish(missed(START));
    log.publish(missed(START.plusSeconds(60)));
    awaitCount(bob, 2);

    missedBy(bob).body("newestAt", equalTo("2026-11-22T10:01:00.000Z"));
    missedBy(alice).body("count", equalTo(0)).body("newestAt", nullValue());
    missedBy(carol).body("count", equalTo(0));
    seen(carol, "").body("count", equalTo(0));
    missedBy(bob).body("count", equalTo(2));
    seen(bob, "").body("count", equalTo(0)).body("newestAt", nullValue());
    missedBy(bob).body("count", equalTo(0));
    assertEquals(2, history(bob, Map.of("missed", true)).getList("calls").size());
  }

  @Test
  void repeatedCallsOfOneCallerWithinAMinuteCountOnce() {
    for (int second = 0; second < 60; second += 20) {
      log.publish(missed(START.plusSeconds(second)));
    }
    EventSequence carols = EventSequence.call(START.plusSeconds(21), carol, bob);
    log.publish(carols.ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    awaitCount(bob, 2);

    missedBy(bob).body("newestAt", equalTo("2026-11-22T10:00:40.000Z"));
    assertEquals(4, history(bob, Map.of("missed", true)).getList("calls").size());
    log.publish(missed(START.plusSeconds(100)));
    awaitCount(bob, 3);
  }

  @Test
  void aCallIsNotMissedByAUserWhoBlocksTheCallerWhileItRings() {
    log.publish(
        EventSequence.call(START, alice, bob)
            .turnsAway(bob)
            .misses(bob)
            .ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    afterProjection().until(() -> count(alice) == 1);

    missedBy(bob).body("count", equalTo(0));
    assertEquals(0, count(bob));
  }

  @Test
  void aCallThatCameAfterTheListWasShownStaysUnseen() {
    log.publish(missed(START));
    log.publish(missed(START.plusSeconds(60)));
    awaitCount(bob, 2);

    seen(bob, "{\"upTo\": \"2026-11-22T10:00:00.000Z\"}").body("count", equalTo(1));
    seen(bob, "{\"upTo\": \"2026-11-22T10:00:00.000Z\"}").body("count", equalTo(1));
    seen(bob, "{}").body("count", equalTo(0));
  }

  @Test
  void aCancelledCallIsMissedToo() {
    log.publish(EventSequence.call(alice, bob).ends(CALL_STATE_CANCELLED, END_REASON_CANCELLED));

    awaitCount(bob, 1);
  }

  @Test
  void aHiddenCallIsNotMissedAnyMore() {
    EventSequence story = missed(START);
    log.publish(story);
    awaitCount(bob, 1);
    EventSequence ringing = EventSequence.call(alice, bob);
    log.publish(ringing);
    afterProjection().until(() -> count(bob) == 2);

    hide(bob, story);
    hide(bob, ringing);
    missedBy(bob).body("count", equalTo(0));
    log.publish(ringing.ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    log.publish(missed(START.plusSeconds(1)));
    afterProjection().until(() -> count(bob) == 1);
    awaitCount(bob, 1);
  }

  @Test
  void aCallOfABlockedCallerIsNotMissed() {
    log.publish(
        EventSequence.blockedCall(START, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    afterProjection().until(() -> count(alice) == 1);

    missedBy(bob).body("count", equalTo(0));
  }

  @Test
  void twoUsersWhoCallEachOtherHaveNotMissedACall() {
    log.publish(
        EventSequence.call(bob, alice).misses(alice).ends(CALL_STATE_CANCELLED, END_REASON_GLARE));
    log.publish(EventSequence.call(START, alice, bob).answers(bob));
    afterProjection().until(() -> count(alice) == 1);

    missedBy(alice).body("count", equalTo(0));
    missedBy(bob).body("count", equalTo(0));
  }

  @Test
  void aUserRungAgainInAGroupCallCanJoinOrMissItAgain() {
    EventSequence story = EventSequence.call(alice, bob, carol).answers(bob).misses(carol);
    log.publish(story);
    awaitCount(carol, 1);
    seen(carol, "");

    log.publish(story.invites(alice, carol).misses(carol));
    awaitCount(carol, 1);
    log.publish(story.invites(alice, carol).joins(carol).ends(CALL_STATE_ENDED, END_REASON_ENDED));
    awaitCount(carol, 0);
  }

  @Test
  void aSeenCallStaysSeenAfterAReplay() {
    EventSequence story = missed(START);
    log.publish(story);
    awaitCount(bob, 1);
    seen(bob, "");

    log.publish(story);
    log.publish(EventSequence.call(alice, bob));
    afterProjection().until(() -> count(bob) == 2);
    missedBy(bob).body("count", equalTo(0));
  }

  @Test
  void anInvalidInstantIsRefusedAndNothingIsSeen() {
    log.publish(missed(START));
    awaitCount(bob, 1);
    for (String body : List.of("{\"upTo\": \"yesterday\"}", "{\"upTo\": {}}", "no JSON")) {
      put(bob, body).statusCode(400).contentType("application/problem+json");
    }
    put(bob, "{\"upTo\": \"yesterday\"}").body("field", equalTo("upTo"));
    missedBy(bob).body("count", equalTo(1));
  }

  @Test
  void aRequestWithoutATokenIsRefused() {
    given().get("/api/calls/missed").then().statusCode(401);
    given().contentType("application/json").put("/api/calls/missed/seen").then().statusCode(401);
  }

  private EventSequence missed(Instant at) {
    return EventSequence.call(at, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
  }

  private void awaitCount(Person who, int count) {
    afterProjection().untilAsserted(() -> missedBy(who).body("count", equalTo(count)));
  }

  private static ValidatableResponse missedBy(Person who) {
    return get(who, "/api/calls/missed", Map.of()).then().statusCode(200);
  }

  private static ValidatableResponse seen(Person who, String body) {
    return put(who, body).statusCode(200);
  }

  private static ValidatableResponse put(Person who, String body) {
    RequestSpecification request = given().auth().oauth2(token(who));
    if (!body.isEmpty()) {
      request.contentType("application/json").body(body);
    }
    return request.put("/api/calls/missed/seen").then();
  }

  private static void hide(Person who, EventSequence story) {
    given().auth().oauth2(token(who)).delete("/api/calls/" + story.callId).then().statusCode(204);
  }
}
