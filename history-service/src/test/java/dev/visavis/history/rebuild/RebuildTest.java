package dev.visavis.history.rebuild;

import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The history is rebuilt while the service runs on the same database.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class RebuildTest extends HistoryServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @Inject Rebuild rebuild;
  @Inject Pool pool;
  @Inject AgroalDataSource database;

  @Test
  void aRebuildRepairsWrongRows() throws SQLException {
    EventSequence story =
        EventSequence.call(alice, bob)
            .answers(bob)
            .after(Duration.ofSeconds(62))
            .ends(CALL_STATE_ENDED, END_REASON_ENDED);
    log.publish(story);
    afterProjection().until(() -> history(bob).getList("calls.state").equals(List.of("ended")));
    List<String> rows = rows(story);
    execute("update calls set state = 'missed', connected_at = null where id = $1", story.callId);
    execute("delete from call_participants where call_id = $1 and ordinal = 1", story.callId);
    assertEquals(0, count(bob));

    rebuild.run();

    assertEquals(rows, rows(story));
    assertEquals(62, history(bob).getInt("calls[0].duration_seconds"));
  }

  @Test
  void callsThatTheLogNoLongerHoldsAreKept() throws SQLException {
    EventSequence older =
        EventSequence.call(alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
    EventSequence goesOn = EventSequence.call(alice, carol).answers(carol);
    // This call is in the tables but not in the log, as if the log had expired it.
    log.publish(older);
    log.publish(goesOn);
    afterProjection().until(() -> count(alice) == 2);
    UUID olderNow = rename(older.callId);
    UUID goesOnNow = rename(goesOn.callId);

    rebuild.run();

    given()
        .auth()
        .oauth2(token(bob))
        .get("/api/calls/" + olderNow)
        .then()
        .statusCode(200)
        .body("state", equalTo("missed"))
        .body("participants.size()", equalTo(2));
    given().auth().oauth2(token(carol)).get("/api/calls/" + goesOnNow).then().statusCode(200);
    // The call that the log does hold exists again, under its own id.
    call(bob, older).then().statusCode(200);
  }

  @Test
  void hiddenAndSeenCallsStayHiddenAndSeen() throws SQLException {
    EventSequence hidden = EventSequence.call(alice, bob);
    EventSequence seen =
        EventSequence.call(alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
    log.publish(hidden);
    log.publish(seen);
    afterProjection().until(() -> count(bob) == 2);
    given().auth().oauth2(token(bob)).delete("/api/calls/" + hidden.callId);
    given()
        .auth()
        .oauth2(token(bob))
        .contentType("application/json")
        .put("/api/calls/missed/seen")
        .then()
        .statusCode(200);
    log.publish(EventSequence.call(carol, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
    afterProjection().untilAsserted(() -> missedBy(bob, 1));

    rebuild.run();

    assertEquals(2, count(bob));
    call(bob, hidden).then().statusCode(404);
    call(alice, hidden).then().statusCode(200);
    missedBy(bob, 1);
  }

  @Test
  void readsAndWritesContinueDuringARebuild() throws SQLException, InterruptedException {
    List<EventSequence> stories = new ArrayList<>();
    AtomicBoolean stop = new AtomicBoolean();
    List<Integer> bad = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    // The calls are more than a minute apart, so that each of them counts in the
                    // badge.
                    Instant at = START.plus(Duration.ofMinutes(2L * stories.size()));
                    EventSequence story = EventSequence.call(at, alice, bob);
                    log.publish(story);
                    log.publish(story.ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));
                    stories.add(story);
                  }
                });
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    int status = get(bob, "/api/calls/history", Map.of()).statusCode();
                    if (status != 200) {
                      bad.add(status);
                    }
                  }
                });
    try {
      rebuild.run();
      rebuild.run();
    } finally {
      stop.set(true);
      caller.join(TIMEOUT);
      reader.join(TIMEOUT);
    }

    assertEquals(List.of(), bad);
    eventually()
        .untilAsserted(
            () -> assertEquals(stories.size(), countIn("calls", "initiator_id", alice.id())));
    afterProjection().untilAsserted(() -> missedBy(bob, Math.min(1_000, stories.size())));
    assertEquals(stories.size(), countIn("call_participants", "user_id", bob.id()));
  }

  @Test
  void anInterruptedRebuildChangesNothingAndTheNextOneStartsFromScratch() throws SQLException {
    EventSequence story = EventSequence.call(alice, bob);
    log.publish(story);
    afterProjection().until(() -> count(bob) == 1);
    // Another test's failed rebuild may have left the schemas too.
    execute("drop schema if exists history_fresh, history_old cascade");
    execute("create schema history_fresh");
    execute("create table history_fresh.calls (id uuid)");
    execute("create schema history_old");
    assertEquals(1, count(bob));

    rebuild.run();

    assertEquals(1, count(bob));
    assertEquals(
        0,
        pool.query("select from pg_namespace where nspname in ('history_fresh', 'history_old')")
            .executeAndAwait()
            .size());
  }

  @Test
  void tablesOfAnotherVersionAreNotReplaced() throws SQLException {
    execute("update flyway_schema_history set success = false where version = '2'");
    try {
      assertThrows(RebuildFailedException.class, rebuild::run);
    } finally {
      execute("update flyway_schema_history set success = true where version = '2'");
    }
  }

  @Test
  void aSecondRebuildIsRefusedWhileOneRuns() throws SQLException {
    try (Connection other = database.getConnection()) {
      HistorySchemas schemas = new HistorySchemas(other);
      schemas.lock();
      try {
        assertThrows(RebuildFailedException.class, rebuild::run);
      } finally {
        schemas.unlock();
      }
    }
  }

  /// Gives a call in the tables an id that differs from the one in the log.
  private UUID rename(UUID call) {
    UUID other = UUID.randomUUID();
    execute(
        "insert into calls select $2, kind, call_type, state, initiator_id, answered_by, created_at,"
            + " connected_at, ended_at, end_reason, continues_as, participants_count, version, fact_index"
            + " from calls where id = $1",
        call,
        other);
    execute("update call_participants set call_id = $2 where call_id = $1", call, other);
    execute("delete from calls where id = $1", call);
    return other;
  }

  private List<String> rows(EventSequence story) {
    List<String> rows = new ArrayList<>();
    for (String query :
        List.of(
            "select to_json(c)::text from calls c where id = $1",
            "select to_json(p)::text from call_participants p where call_id = $1 order by user_id")) {
      pool.preparedQuery(query)
          .executeAndAwait(Tuple.of(story.callId))
          .forEach(row -> rows.add(row.getString(0)));
    }
    return rows;
  }

  private int countIn(String table, String column, UUID value) {
    return pool.preparedQuery("select count(*)::int from " + table + " where " + column + " = $1")
        .executeAndAwait(Tuple.of(value))
        .iterator()
        .next()
        .getInteger(0);
  }

  private void execute(String statement, Object... values) {
    pool.preparedQuery(statement).executeAndAwait(Tuple.from(List.of(values)));
  }

  private static void missedBy(Person who, int count) {
    get(who, "/api/calls/missed", Map.of()).then().statusCode(200).body("count", equalTo(count));
  }
}
