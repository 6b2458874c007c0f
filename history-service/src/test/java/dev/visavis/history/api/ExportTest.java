package dev.visavis.history.api;

import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The export of a user's calls.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class ExportTest extends HistoryServiceTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");

  @Inject ExportLimiter limiter;

  private final Person robert = Person.named("=bob, \"the\" best");

  @Test
  void theCsvExportHasEveryCallNewestFirst() {
    EventSequence answered =
        EventSequence.call(START, alice, robert)
            .answers(robert)
            .after(Duration.ofSeconds(62))
            .ends(CALL_STATE_ENDED, END_REASON_ENDED);
    EventSequence missed =
        EventSequence.call(START.plusSeconds(300), carol, alice)
            .ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
    log.publish(answered);
    log.publish(missed);
    afterProjection().until(() -> count(alice) == 2);

    Response file = export(alice, "csv", Map.of());
    file.then()
        .statusCode(200)
        .contentType(containsString("text/csv"))
        .header("Content-Disposition", equalTo("attachment; filename=\"visavis-calls.csv\""));
    String[] lines = file.asString().split("\r\n", -1);
    assertEquals(4, lines.length);
    assertTrue(lines[0].startsWith("id,created_at,connected_at,ended_at,duration_seconds,"));
    assertEquals(
        "%s,2026-11-22T10:05:00.123Z,,2026-11-22T10:05:00.123Z,,incoming,missed,missed,no_answer,direct,video,2,%s,carol"
            .formatted(missed.callId, carol.id()),
        lines[1]);
    assertEquals(
        ("%s,2026-11-22T10:00:00.123Z,2026-11-22T10:00:00.123Z,2026-11-22T10:01:02.123Z,62,outgoing,ended,left,ended,"
                + "direct,video,2,%s,\"'=bob, \"\"the\"\" best\"")
            .formatted(answered.callId, robert.id()),
        lines[2]);
    assertEquals("", lines[3]);
  }

  @Test
  void theJsonLinesExportHasTheEntriesOfTheHistory() {
    log.publish(EventSequence.call(START, alice, robert));
    log.publish(EventSequence.call(START.plusSeconds(1), carol, alice));
    afterProjection().until(() -> count(alice) == 2);

    Response file = export(alice, "jsonl", Map.of());
    file.then()
        .statusCode(200)
        .contentType("application/x-ndjson")
        .header("Content-Disposition", equalTo("attachment; filename=\"visavis-calls.jsonl\""));
    List<Map<String, Object>> entries = new ArrayList<>();
    file.asString().lines().forEach(line -> entries.add(JsonPath.from(line).getMap("$")));
    assertEquals(history(alice).getList("calls"), entries);
  }

  @Test
  void anExportOfManyPagesIsCompleteAndInOrder() {
    List<String> newestFirst = new ArrayList<>();
    List<CallEvent> events = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      EventSequence story = EventSequence.call(START.plusSeconds(i), alice, carol);
      events.addAll(story.events());
      newestFirst.addFirst(story.callId.toString());
    }
    log.publish(events);
    afterProjection()
        .until(() -> history(alice, Map.of("offset", 449)).getList("calls").size() == 1);

    List<String> ids = new ArrayList<>();
    export(alice, "jsonl", Map.of())
        .asString()
        .lines()
        .forEach(line -> ids.add(JsonPath.from(line).getString("id")));
    assertEquals(newestFirst, ids);
    assertEquals(451, export(alice, "csv", Map.of()).asString().lines().count());
  }

  @Test
  void theFiltersOfTheHistoryApplyToTheExport() {
    log.publish(
        EventSequence.call(START, alice, robert).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    log.publish(EventSequence.call(START.plusSeconds(60), carol, alice).answers(alice));
    afterProjection().until(() -> count(alice) == 2);

    assertEquals(1, lines(Map.of("state", "missed")));
    assertEquals(1, lines(Map.of("direction", "incoming")));
    assertEquals(0, lines(Map.of("missed", "true")));
    assertEquals(1, lines(Map.of("with", carol.id())));
    assertEquals(1, lines(Map.of("from", "2026-11-22T10:01:00Z")));
    assertEquals(0, lines(Map.of("to", "2026-11-22T10:00:00Z")));
  }

  @Test
  void hiddenAndBlockedAndOtherPeoplesCallsAreNotExported() {
    EventSequence hidden = EventSequence.call(START, alice, robert);
    log.publish(hidden);
    log.publish(EventSequence.blockedCall(START, carol, alice));
    log.publish(EventSequence.call(START, robert, carol));
    log.publish(EventSequence.call(START, alice, carol));
    afterProjection().until(() -> count(alice) == 2);
    given().auth().oauth2(token(alice)).delete("/api/calls/" + hidden.callId);

    String file = export(alice, "jsonl", Map.of()).asString();
    assertEquals(1, file.lines().count());
    assertFalse(file.contains(hidden.callId.toString()));
    assertEquals(1, export(Person.named("dave"), "csv", Map.of()).asString().lines().count());
  }

  @Test
  void aUserRunsOneExportAtATime() {
    limiter.acquire(alice.id());
    try {
      export(alice, "csv", Map.of())
          .then()
          .statusCode(429)
          .contentType("application/problem+json")
          .header("Retry-After", equalTo("5"));
      export(robert, "csv", Map.of()).then().statusCode(200);
      export(robert, "csv", Map.of()).then().statusCode(200);
    } finally {
      limiter.release(alice.id());
    }
    export(alice, "csv", Map.of()).then().statusCode(200);
  }

  @Test
  void anInvalidFormatOrFilterIsNamedAndTakesNoSlot() {
    export(alice, "xml", Map.of()).then().statusCode(400).body("field", equalTo("format"));
    get(alice, "/api/calls/export", Map.of()).then().statusCode(400);
    export(alice, "csv", Map.of("state", "asleep"))
        .then()
        .statusCode(400)
        .body("field", equalTo("state"));
    given().get("/api/calls/export?format=csv").then().statusCode(401);
    export(alice, "csv", Map.of()).then().statusCode(200);
  }

  private long lines(Map<String, ?> filter) {
    return export(alice, "jsonl", filter).asString().lines().count();
  }

  private static Response export(Person who, String format, Map<String, ?> filter) {
    Map<String, Object> parameters = new HashMap<>(filter);
    parameters.put("format", format);
    return get(who, "/api/calls/export", parameters);
  }
}
