package dev.visavis.history.projection;

import dev.visavis.history.missed.MissedCallChange;
import dev.visavis.history.missed.MissedCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads and writes the rows of calls. A write never replaces a row of a later event, so a replay
/// or a second owner of the partition produces the same rows.
@ApplicationScoped
class CallStore {
  // One primary-key lookup for each id. For `id = any($1)` PostgreSQL scans the whole table while
  // that has fewer than about 200,000 rows, once for each batch.
  private static final String SELECT_CALLS =
      """
      select found.* from unnest($1::uuid[]) as wanted (call)
        cross join lateral (select * from calls where id = wanted.call limit 1) as found
      """;

  private static final String SELECT_PARTICIPANTS =
      """
      select found.* from unnest($1::uuid[]) as wanted (call)
        cross join lateral
          (select * from call_participants where call_id = wanted.call offset 0) as found
      order by found.call_id, found.ordinal
      """;

  // One statement for all rows, so that PostgreSQL plans and starts it once. The rows are ordered
  // by id, so that two writers cannot deadlock.
  static final String UPSERT_CALLS =
      """
      insert into calls as old (id, kind, call_type, state, initiator_id, answered_by, created_at,
        connected_at, ended_at, end_reason, continues_as, participants_count, version, fact_index)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[],
        $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::text[], $11::uuid[],
        $12::int[], $13::int[], $14::int[]) as call (id) order by id
      on conflict (id) do update set
        kind = excluded.kind, state = excluded.state, answered_by = excluded.answered_by,
        connected_at = excluded.connected_at, ended_at = excluded.ended_at,
        end_reason = excluded.end_reason, continues_as = excluded.continues_as,
        participants_count = excluded.participants_count,
        version = excluded.version, fact_index = excluded.fact_index
      where (old.version, old.fact_index) < (excluded.version, excluded.fact_index)
      returning id
      """;

  // The user sets hidden_at; the projection must not overwrite it.
  static final String UPSERT_PARTICIPANTS =
      """
      insert into call_participants as old (call_id, user_id, ordinal, name, avatar_url, state,
        device_id, joined_at, left_at, created_at, visible, version, fact_index)
      select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::boolean[],
        $12::int[], $13::int[]) as participant (call_id, user_id) order by call_id, user_id
      on conflict (call_id, user_id) do update set
        state = excluded.state, device_id = excluded.device_id, joined_at = excluded.joined_at,
        left_at = excluded.left_at, visible = excluded.visible,
        version = excluded.version, fact_index = excluded.fact_index
      where (old.version, old.fact_index) < (excluded.version, excluded.fact_index)
      """;

  private final Pool pool;
  private final Function<SqlConnection, Uni<Void>> begin;
  private final BiFunction<SqlConnection, List<MissedCallChange>, Uni<Void>> missedCalls;

  @Inject
  CallStore(Pool pool, MissedCalls missed) {
    this(pool, connection -> Uni.createFrom().voidItem(), missed::apply);
  }

  /// @param begin runs first in each transaction
  /// @param missedCalls records missed calls in the transaction of the rows
  CallStore(
      Pool pool,
      Function<SqlConnection, Uni<Void>> begin,
      BiFunction<SqlConnection, List<MissedCallChange>, Uni<Void>> missedCalls) {
    this.pool = pool;
    this.begin = begin;
    this.missedCalls = missedCalls;
  }

  /// Reads the calls of `ids`, applies `change` and writes the result, in one transaction.
  ///
  /// @param change maps the known calls to the changed ones
  /// @return how many rows were written
  Uni<Integer> update(Collection<UUID> ids, UnaryOperator<Map<UUID, CallRecord>> change) {
    return pool.withTransaction(
        connection ->
            begin
                .apply(connection)
                .chain(() -> load(connection, ids))
                .flatMap(known -> save(connection, known, change.apply(known))));
  }

  /// Sends both queries at once.
  private static Uni<Map<UUID, CallRecord>> load(SqlConnection connection, Collection<UUID> ids) {
    Tuple wanted = Tuple.of(ids.toArray(UUID[]::new));
    return Uni.combine()
        .all()
        .unis(
            connection.preparedQuery(SELECT_CALLS).execute(wanted),
            connection.preparedQuery(SELECT_PARTICIPANTS).execute(wanted))
        .with(CallRows::read);
  }

  private Uni<Integer> save(
      SqlConnection connection, Map<UUID, CallRecord> known, Map<UUID, CallRecord> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    List<ParticipantUpdate> participants =
        changed.values().stream()
            .flatMap(call -> ParticipantUpdate.changed(known.get(call.id()), call))
            .toList();
    Uni<RowSet<Row>> written =
        connection.preparedQuery(UPSERT_CALLS).execute(CallRows.calls(changed.values()));
    Uni<?> participantsWritten =
        participants.isEmpty()
            ? Uni.createFrom().voidItem()
            : connection
                .preparedQuery(UPSERT_PARTICIPANTS)
                .execute(CallRows.participants(participants));
    // Sends the second statement before the first is answered; PostgreSQL runs them in order.
    return Uni.combine()
        .all()
        .unis(written, participantsWritten)
        .with((done, ignored) -> done)
        .call(done -> applyMissed(connection, known, ahead(changed, done)))
        .replaceWith(changed.size() + participants.size());
  }

  /// Returns the calls whose rows have changed: those that the database did not hold in a later
  /// version.
  private static List<CallRecord> ahead(Map<UUID, CallRecord> changed, RowSet<Row> written) {
    List<CallRecord> ahead = new ArrayList<>();
    for (Row row : written) {
      ahead.add(Objects.requireNonNull(changed.get(row.getUUID(0))));
    }
    return ahead;
  }

  private Uni<Void> applyMissed(
      SqlConnection connection, Map<UUID, CallRecord> known, List<CallRecord> ahead) {
    List<MissedCallChange> changes =
        ahead.stream()
            .flatMap(call -> MissedCallDetector.between(known.get(call.id()), call))
            .toList();
    return changes.isEmpty() ? Uni.createFrom().voidItem() : missedCalls.apply(connection, changes);
  }
}
