package dev.visavis.history.missed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of `missed_calls`. Each change adds its row to `missed_calls_news` in the same
/// transaction.
@ApplicationScoped
public class MissedCalls {
  /// The largest number that is counted.
  static final int MAX_COUNT = 1_000;

  /// A call less than a minute after another one of the same caller does not count, so that
  /// repeated attempts count once.
  private static final String COUNTED =
      """
      select count(*) filter (where former is null or created_at - former >= interval '1 minute')
          ::int as count, max(created_at) as newest
      from (select m.created_at,
          lag(m.created_at) over (partition by c.initiator_id order by m.created_at) as former
        from (select call_id, created_at from missed_calls where user_id = %s
          order by created_at desc limit %d) as m
        join calls c on c.id = m.call_id) as newest_first
      """;

  private static final String COUNT = COUNTED.formatted("$1", MAX_COUNT);

  private static final String COUNT_BY_USER =
      """
      select u.id, counted.count
      from unnest($1::uuid[]) as u (id) cross join lateral (%s) as counted
      """
          .formatted(COUNTED.formatted("u.id", MAX_COUNT));

  private static final String ADD =
      """
      insert into missed_calls (call_id, user_id, created_at)
      select call_id, user_id, created_at from call_participants
      where call_id = $1 and user_id = $2 and hidden_at is null
      on conflict do nothing
      """;

  private static final String REMOVE =
      "delete from missed_calls where call_id = $1 and user_id = $2";

  private static final String SEE =
      "delete from missed_calls where user_id = $1 and created_at <= $2";

  private final Pool pool;

  MissedCalls(Pool pool) {
    this.pool = pool;
  }

  /// @param newestAt when the newest of them was made; null if the count is 0
  record Count(int count, @Nullable Instant newestAt) {}

  Uni<Count> count(UUID user) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(user))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              OffsetDateTime newest = row.getOffsetDateTime("newest");
              return new Count(row.getInteger("count"), newest == null ? null : newest.toInstant());
            });
  }

  static Uni<Map<UUID, Integer>> countByUser(SqlConnection connection, Collection<UUID> users) {
    return connection
        .preparedQuery(COUNT_BY_USER)
        .execute(Tuple.of(users.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Integer> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getUUID("id"), row.getInteger("count")));
              return counts;
            });
  }

  /// Marks calls made at or before `upTo` as seen.
  public Uni<Void> see(UUID user, Instant upTo) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(SEE)
                .execute(Tuple.of(user, upTo.atOffset(ZoneOffset.UTC)))
                .flatMap(
                    seen ->
                        seen.rowCount() == 0
                            ? Uni.createFrom().voidItem()
                            : MissedCallUpdate.changed(connection, List.of(user))));
  }

  /// Removes one call, because the user has hidden it.
  public Uni<Void> forget(SqlConnection connection, UUID user, UUID callId) {
    return connection
        .preparedQuery(REMOVE)
        .execute(Tuple.of(callId, user))
        .flatMap(
            gone ->
                gone.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : MissedCallUpdate.changed(connection, List.of(user)));
  }

  /// Applies changes that the projection found, after it has written its rows. A hidden call is not
  /// missed.
  public Uni<Void> apply(SqlConnection connection, Collection<MissedCallChange> changes) {
    return each(connection, REMOVE, changes.stream().filter(it -> !it.missed()).toList())
        .chain(
            () -> each(connection, ADD, changes.stream().filter(MissedCallChange::missed).toList()))
        .chain(
            () ->
                MissedCallUpdate.changed(
                    connection,
                    changes.stream().map(MissedCallChange::userId).distinct().toList()));
  }

  private static Uni<Void> each(
      SqlConnection connection, String statement, List<MissedCallChange> changes) {
    List<Tuple> rows =
        changes.stream().map(change -> Tuple.of(change.callId(), change.userId())).toList();
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(statement).executeBatch(rows).replaceWithVoid();
  }
}
