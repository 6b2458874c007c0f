package dev.visavis.history.api;

import static dev.visavis.proto.v1.CallState.CALL_STATE_CANCELLED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_DECLINED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_CANCELLED;
import static dev.visavis.proto.v1.EndReason.END_REASON_DECLINED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_GLARE;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A user's calls, from the events on the log to the API.
@QuarkusTest
class CallHistoryTest extends HistoryServiceTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void bothSeeTheAnsweredCallWithItsDuration() {
    EventSequence story =
        EventSequence.call(alice, bob)
            .after(Duration.ofMillis(1_500))
            .answers(bob)
            .after(Duration.ofSeconds(62))
            .ends(CALL_STATE_ENDED, END_REASON_ENDED);
    log.publish(story);

    JsonPath outgoing = theOnlyCall(alice, "ended");
    assertEquals(story.callId.toString(), outgoing.getString("id"));
    assertEquals("video", outgoing.getString("call_type"));
    assertEquals("outgoing", outgoing.getString("direction"));
    assertEquals("2026-11-22T10:00:00.123Z", outgoing.getString("created_at"));
    assertEquals("2026-11-22T10:00:01.623Z", outgoing.getString("connected_at"));
    assertEquals("2026-11-22T10:01:03.623Z", outgoing.getString("ended_at"));
    assertEquals(62, outgoing.getInt("duration_seconds"));
    assertEquals(2, outgoing.getInt("participants_count"));
    assertEquals(bob.id().toString(), outgoing.getString("other_party.id"));
    assertEquals("bob", outgoing.getString("other_party.name"));
    assertEquals("https://pictures.example/bob", outgoing.getString("other_party.avatar_url"));

    JsonPath incoming = theOnlyCall(bob, "ended");
    assertEquals("incoming", incoming.getString("direction"));
    assertEquals(62, incoming.getInt("duration_seconds"));
    assertEquals(alice.id().toString(), incoming.getString("other_party.id"));
  }

  @Test
  void aLiveCallIsListedToo() {
    EventSequence story = EventSequence.call(alice, bob);
    log.publish(story);
    assertNull(theOnlyCall(bob, "ringing").get("ended_at"));

    log.publish(story.answers(bob).events());
    assertNull(theOnlyCall(bob, "connected").get("duration_seconds"));
  }

  @Test
  void aDeclinedCallIsDeclinedOnBothSides() {
    log.publish(
        EventSequence.call(alice, bob)
            .declines(bob)
            .thenEnds(CALL_STATE_DECLINED, END_REASON_DECLINED));

    assertNull(theOnlyCall(alice, "declined").get("connected_at"));
    assertNull(theOnlyCall(bob, "declined").get("duration_seconds"));
  }

  @Test
  void aCancelledCallIsCancelledOnBothSidesAndMissedByTheCallee() {
    log.publish(EventSequence.call(alice, bob).ends(CALL_STATE_CANCELLED, END_REASON_CANCELLED));

    assertEquals("left", theOnlyCall(alice, "cancelled").getString("participant_state"));
    assertEquals("missed", theOnlyCall(bob, "cancelled").getString("participant_state"));
  }

  @Test
  void aMissedCallIsMissedOnBothSides() {
    log.publish(EventSequence.call(alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));

    assertEquals("outgoing", theOnlyCall(alice, "missed").getString("direction"));
    assertEquals("incoming", theOnlyCall(bob, "missed").getString("direction"));
  }

  @Test
  void aCallListsItsParticipants() {
    EventSequence story =
        EventSequence.call(alice, bob).answers(bob).ends(CALL_STATE_ENDED, END_REASON_ENDED);
    log.publish(story);
    theOnlyCall(alice, "ended");

    call(bob, story)
        .then()
        .statusCode(200)
        .body("id", equalTo(story.callId.toString()))
        .body("state", equalTo("ended"))
        .body("direction", equalTo("incoming"))
        .body("initiator_id", equalTo(alice.id().toString()))
        .body("answered_by", equalTo("bob-phone"))
        .body("participants.size()", equalTo(2))
        .body("participants[1].userId", equalTo(bob.id().toString()))
        .body("participants[1].deviceId", equalTo("bob-phone"))
        .body("participants[1].state", equalTo("left"))
        .body("participants[1].joinedAt", equalTo("2026-11-22T10:00:00.123Z"))
        .body("participants[1].leftAt", equalTo("2026-11-22T10:00:00.123Z"));
  }

  @Test
  void aCallOfOthersIsNotFound() {
    EventSequence story = EventSequence.call(alice, bob);
    log.publish(story);
    theOnlyCall(alice, "ringing");

    call(carol, story).then().statusCode(404).contentType("application/problem+json");
    delete(carol, story).then().statusCode(404);
    get(alice, "/api/calls/no-such-id", Map.of()).then().statusCode(404);
    assertEquals(0, count(carol));
  }

  @Test
  void aHiddenCallStaysHiddenWhenItChanges() {
    EventSequence story = EventSequence.call(alice, bob).answers(bob);
    log.publish(story);
    theOnlyCall(bob, "connected");
    delete(bob, story).then().statusCode(204);
    delete(bob, story).then().statusCode(204);

    log.publish(story.ends(CALL_STATE_ENDED, END_REASON_ENDED));
    theOnlyCall(alice, "ended");
    assertEquals(0, count(bob));
    call(bob, story).then().statusCode(404);
    call(alice, story).then().statusCode(200);
  }

  @Test
  void allCallsThatAreOverCanBeHiddenForOneUser() {
    log.publish(
        EventSequence.call(START, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    log.publish(EventSequence.call(START.plusSeconds(60), alice, bob).answers(bob));
    log.publish(
        EventSequence.call(START.plusSeconds(120), alice, bob)
            .ends(CALL_STATE_CANCELLED, END_REASON_CANCELLED));
    eventually().untilAsserted(() -> assertEquals(3, count(bob)));

    hideAll(bob, Map.of("upTo", "soon")).then().statusCode(400).body("field", equalTo("upTo"));
    hideAll(bob, Map.of("upTo", "2026-11-22T10:01:00Z")).then().statusCode(204);
    assertEquals(List.of("cancelled", "connected"), history(bob).getList("calls.state"));
    get(bob, "/api/calls/missed", Map.of()).then().body("count", equalTo(1));
    hideAll(bob, Map.of()).then().statusCode(204);
    hideAll(bob, Map.of()).then().statusCode(204);
    assertEquals(List.of("connected"), history(bob).getList("calls.state"));
    get(bob, "/api/calls/missed", Map.of()).then().body("count", equalTo(0));
    assertEquals(3, count(alice));
  }

  @Test
  void aUserWhoBlocksTheCallerDoesNotSeeTheCall() {
    EventSequence story =
        EventSequence.blockedCall(START, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
    log.publish(story);

    assertEquals("bob", theOnlyCall(alice, "missed").getString("other_party.name"));
    assertEquals(0, count(bob));
    call(bob, story).then().statusCode(404);
    delete(bob, story).then().statusCode(404);
  }

  @Test
  void twoUsersWhoCallEachOtherSeeOneCall() {
    log.publish(EventSequence.call(START, bob, alice).ends(CALL_STATE_CANCELLED, END_REASON_GLARE));
    log.publish(EventSequence.call(START, alice, bob).answers(bob));

    assertEquals("outgoing", theOnlyCall(alice, "connected").getString("direction"));
    assertEquals("incoming", theOnlyCall(bob, "connected").getString("direction"));
  }

  @Test
  void theCurrentNamesAndPicturesAreShown() {
    log.publish(EventSequence.call(alice, bob));
    UserProfile renamed =
        UserProfile.newBuilder()
            .setUser(UserInfo.newBuilder().setId(bob.id().toString()).setName("Robert"))
            .setVersion(2)
            .build();
    log.publish(renamed);
    log.publish(renamed.toBuilder().setVersion(1).setUser(bob.info()).build());

    eventually()
        .untilAsserted(
            () -> {
              JsonPath call = theOnlyCall(alice, "ringing");
              assertEquals("Robert", call.getString("other_party.name"));
              assertNull(call.get("other_party.avatar_url"));
            });
  }

  @Test
  void pagesDoNotShiftWhenNewCallsArrive() {
    List<String> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      // Two calls at each instant; calls of one instant are ordered by id.
      EventSequence story = EventSequence.call(START.plusSeconds(i / 2), alice, bob);
      log.publish(story);
      oldestFirst.add(story.callId.toString());
    }
    afterProjection().until(() -> count(alice) == 7);

    JsonPath first = history(alice, Map.of("limit", 3));
    List<String> seen = new ArrayList<>(first.getList("calls.id"));
    assertTrue(first.getBoolean("pagination.hasMore"));
    log.publish(EventSequence.call(START.plusSeconds(60), alice, carol));
    afterProjection().until(() -> count(alice) == 8);

    JsonPath second = next(first);
    JsonPath third = next(second);
    seen.addAll(second.getList("calls.id"));
    seen.addAll(third.getList("calls.id"));
    assertTrue(!third.getBoolean("pagination.hasMore"));
    assertNull(third.get("pagination.nextCursor"));
    assertEquals(7, seen.size());
    assertEquals(
        List.copyOf(oldestFirst).stream().sorted().toList(), seen.stream().sorted().toList());
    assertEquals(
        List.of(5, 2, 1),
        List.of(
            history(alice, Map.of("offset", 3)).getList("calls").size(),
            history(alice, Map.of("offset", 6)).getList("calls").size(),
            history(alice, Map.of("offset", 7, "limit", 1)).getList("calls").size()));
  }

  @Test
  void hasMoreIsTrueOnlyIfThereIsAnotherPage() {
    log.publish(EventSequence.call(START, alice, bob));
    log.publish(EventSequence.call(START.plusSeconds(1), alice, bob));
    afterProjection().until(() -> count(alice) == 2);

    assertTrue(!history(alice, Map.of("limit", 2)).getBoolean("pagination.hasMore"));
    assertTrue(history(alice, Map.of("limit", 1)).getBoolean("pagination.hasMore"));
  }

  @Test
  void filtersNarrowTheHistory() {
    log.publish(
        EventSequence.call(START, alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    log.publish(EventSequence.call(START.plusSeconds(60), bob, alice).answers(alice));
    log.publish(EventSequence.call(START.plusSeconds(120), alice, carol, bob));
    afterProjection().until(() -> count(alice) == 3);

    assertEquals(1, matches(Map.of("state", "missed")));
    assertEquals(2, matches(Map.of("direction", "outgoing")));
    assertEquals(1, matches(Map.of("direction", "incoming")));
    assertEquals(3, matches(Map.of("with", bob.id())));
    assertEquals(1, matches(Map.of("with", carol.id())));
    assertEquals(2, matches(Map.of("from", "2026-11-22T10:01:00Z")));
    assertEquals(1, matches(Map.of("to", "2026-11-22T11:01:00+01:00")));
    assertEquals(1, matches(Map.of("with", bob.id(), "state", "connected")));
  }

  @Test
  void aRequestWithoutATokenIsRefused() {
    given().get("/api/calls/history").then().statusCode(401);
    given().get("/api/calls/" + EventSequence.call(alice, bob).callId).then().statusCode(401);
    given().auth().oauth2("nonsense").get("/api/calls/history").then().statusCode(401);
  }

  @Test
  void aTokenInACookieIsAccepted() {
    given()
        .cookie("visavis_token", token(alice))
        .get("/api/calls/history")
        .then()
        .statusCode(200)
        .body("calls.size()", equalTo(0))
        .body("pagination.limit", equalTo(50))
        .body("pagination.offset", equalTo(0))
        .body("pagination.hasMore", equalTo(false))
        .body("pagination", hasKey("nextCursor"))
        .body("pagination.nextCursor", nullValue());
  }

  @Test
  void anUnchangedResponseIsNotSentAgain() {
    EventSequence story = EventSequence.call(alice, bob);
    log.publish(story);
    theOnlyCall(bob, "ringing");
    for (String path :
        List.of("/api/calls/history", "/api/calls/missed", "/api/calls/" + story.callId)) {
      String tag = get(bob, path, Map.of()).then().statusCode(200).extract().header("ETag");
      String strong = tag.substring(tag.indexOf('"'));
      for (String known : List.of(tag, strong, "\"another\", " + tag, strong + ", W/\"x\"")) {
        again(bob, path, known)
            .then()
            .statusCode(304)
            .header("ETag", equalTo(tag))
            .header("Cache-Control", "no-store");
      }
      again(bob, path, "W/\"another\"").then().statusCode(200);
      String theirs = get(alice, path, Map.of()).header("ETag");
      assertEquals(path.endsWith("missed"), tag.equals(theirs));
    }
    String ringing = get(bob, "/api/calls/history", Map.of()).header("ETag");

    log.publish(story.ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    theOnlyCall(bob, "missed");
    again(bob, "/api/calls/history", ringing).then().statusCode(200);
  }

  private static Response again(Person who, String path, String tag) {
    return given().auth().oauth2(token(who)).header("If-None-Match", tag).get(path);
  }

  @Test
  void everyOperationIsDescribedWithAnExample() {
    JsonPath description =
        given().queryParam("format", "json").get("/api/calls/openapi").then().extract().jsonPath();
    Map<String, Map<String, Map<String, ?>>> paths = description.getMap("paths");
    assertEquals(6, paths.size());
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  assertTrue(operation.containsKey("summary"), path + " " + method);
                  assertTrue(operation.toString().contains("example"), path + " " + method);
                }));
  }

  @Test
  void thePathOfTheDescriptionIsNotReadAsACallId() {
    given()
        .queryParam("format", "json")
        .get("/api/calls/openapi")
        .then()
        .statusCode(200)
        .body("paths.'/api/calls/{callId}'", hasKey("delete"));
  }

  private int matches(Map<String, ?> filter) {
    return history(alice, filter).getList("calls").size();
  }

  private JsonPath next(JsonPath page) {
    return history(alice, Map.of("limit", 3, "cursor", page.getString("pagination.nextCursor")));
  }

  private JsonPath theOnlyCall(Person who, String state) {
    eventually()
        .untilAsserted(() -> assertEquals(List.of(state), history(who).getList("calls.state")));
    return history(who).setRootPath("calls[0]");
  }

  private static Response hideAll(Person who, Map<String, ?> parameters) {
    return given().auth().oauth2(token(who)).queryParams(parameters).delete("/api/calls");
  }

  private static Response delete(Person who, EventSequence story) {
    return given().auth().oauth2(token(who)).delete("/api/calls/" + story.callId);
  }
}
