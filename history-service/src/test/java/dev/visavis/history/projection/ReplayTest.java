package dev.visavis.history.projection;

import static dev.visavis.proto.v1.CallState.CALL_STATE_DECLINED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_DECLINED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.history.EventSequence;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// The rows do not depend on how the log is cut into batches, nor on how often it is read.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class ReplayTest extends HistoryServiceTest {
  private static final TopicPartition PARTITION = new TopicPartition("visavis.call.events", 0);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Inject CallProjector projector;
  @Inject Pool pool;

  @Test
  void aReplayEndsInTheSameRows() {
    Random random = new Random(20261122);
    List<EventSequence> stories = stories();
    List<CallEvent> log = interleave(stories, random);
    UUID[] calls = stories.stream().map(story -> story.callId).toArray(UUID[]::new);

    project(log);
    List<String> rows = rows(calls);
    assertEquals(4 + 2 + 2 + 3 + 3, rows.size());
    project(log);
    assertEquals(rows, rows(calls), "the whole log again, into the existing rows");
    project(log.subList(0, log.size() / 2));
    assertEquals(rows, rows(calls), "an early part of the log, into later rows");

    for (int round = 0; round < 10; round++) {
      forget(calls);
      cut(interleave(stories, random), random).forEach(this::project);
      assertEquals(rows, rows(calls), "other batches in round " + round);
    }
  }

  private List<EventSequence> stories() {
    return List.of(
        EventSequence.call(alice, bob).answers(bob).ends(CALL_STATE_ENDED, END_REASON_ENDED),
        EventSequence.call(bob, alice)
            .declines(alice)
            .thenEnds(CALL_STATE_DECLINED, END_REASON_DECLINED),
        EventSequence.call(alice, bob)
            .answers(bob)
            .reconnects(bob)
            .after(Duration.ofSeconds(1))
            .joins(bob)
            .invites(alice, carol)
            .joins(carol)
            .moves(carol, "carol-tablet")
            .leaves(bob)
            .ends(CALL_STATE_ENDED, END_REASON_ENDED),
        EventSequence.call(carol, alice, bob).answers(alice));
  }

  /// The events of all calls; those of one call in their order.
  private static List<CallEvent> interleave(List<EventSequence> stories, Random random) {
    List<Deque<CallEvent>> left = new ArrayList<>();
    stories.forEach(story -> left.add(new ArrayDeque<>(story.events())));
    List<CallEvent> log = new ArrayList<>();
    while (!left.isEmpty()) {
      Deque<CallEvent> next = left.get(random.nextInt(left.size()));
      log.add(next.removeFirst());
      left.removeIf(Deque::isEmpty);
    }
    return log;
  }

  private static List<List<CallEvent>> cut(List<CallEvent> log, Random random) {
    List<List<CallEvent>> batches = new ArrayList<>();
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(6));
      batches.add(log.subList(from, to));
      from = to;
    }
    return batches;
  }

  private void project(List<CallEvent> events) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (CallEvent event : events) {
      records.add(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, records.size(), new byte[0], event.toByteArray()));
    }
    projector
        .project(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()))
        .await()
        .atMost(TIMEOUT);
  }

  private List<String> rows(UUID[] calls) {
    List<String> rows = new ArrayList<>();
    for (String query :
        List.of(
            "select to_json(c)::text from calls c where id = any($1) order by id",
            "select to_json(p)::text from call_participants p where call_id = any($1)"
                + " order by call_id, user_id")) {
      pool.preparedQuery(query)
          .execute(Tuple.of(calls))
          .await()
          .atMost(TIMEOUT)
          .forEach(row -> rows.add(row.getString(0)));
    }
    return rows;
  }

  private void forget(UUID[] calls) {
    for (String statement :
        List.of(
            "delete from call_participants where call_id = any($1)",
            "delete from calls where id = any($1)")) {
      pool.preparedQuery(statement).execute(Tuple.of(calls)).await().atMost(TIMEOUT);
    }
  }
}
