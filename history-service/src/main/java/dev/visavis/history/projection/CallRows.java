package dev.visavis.history.projection;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The columns of `calls` and `call_participants`, in the order in which [CallStore] names them.
final class CallRows {
  private CallRows() {}

  static Tuple calls(Collection<CallRecord> calls) {
    return Tuple.tuple()
        .addValue(column(calls, UUID[]::new, CallRecord::id))
        .addValue(column(calls, String[]::new, call -> Words.of(call.kind())))
        .addValue(column(calls, String[]::new, call -> Words.of(call.callType())))
        .addValue(column(calls, String[]::new, call -> Words.of(call.state())))
        .addValue(column(calls, UUID[]::new, CallRecord::initiatorId))
        .addValue(column(calls, String[]::new, CallRecord::answeredBy))
        .addValue(instants(calls, CallRecord::createdAt))
        .addValue(instants(calls, CallRecord::connectedAt))
        .addValue(instants(calls, CallRecord::endedAt))
        .addValue(column(calls, String[]::new, CallRows::endReason))
        .addValue(column(calls, UUID[]::new, CallRecord::continuesAs))
        .addValue(column(calls, Integer[]::new, call -> call.participants().size()))
        .addValue(column(calls, Integer[]::new, call -> call.position().version()))
        .addValue(column(calls, Integer[]::new, call -> call.position().index()));
  }

  static Tuple participants(Collection<Part> parts) {
    return Tuple.tuple()
        .addValue(column(parts, UUID[]::new, part -> part.call().id()))
        .addValue(column(parts, UUID[]::new, part -> part.who().userId()))
        .addValue(column(parts, Integer[]::new, part -> part.who().ordinal()))
        .addValue(column(parts, String[]::new, part -> part.who().name()))
        .addValue(column(parts, String[]::new, part -> part.who().avatarUrl()))
        .addValue(column(parts, String[]::new, part -> Words.of(part.who().state())))
        .addValue(column(parts, String[]::new, part -> part.who().deviceId()))
        .addValue(instants(parts, part -> part.who().joinedAt()))
        .addValue(instants(parts, part -> part.who().leftAt()))
        .addValue(instants(parts, part -> part.call().createdAt()))
        .addValue(column(parts, Boolean[]::new, part -> part.who().visible()))
        .addValue(column(parts, Integer[]::new, part -> part.who().position().version()))
        .addValue(column(parts, Integer[]::new, part -> part.who().position().index()));
  }

  private static <R, C> @Nullable C[] column(
      Collection<R> rows, IntFunction<C[]> array, Function<R, @Nullable C> value) {
    return rows.stream().map(value).toArray(array);
  }

  private static <R> @Nullable OffsetDateTime[] instants(
      Collection<R> rows, Function<R, @Nullable Instant> value) {
    return column(rows, OffsetDateTime[]::new, row -> utc(value.apply(row)));
  }

  private static @Nullable String endReason(CallRecord call) {
    return call.endReason() == null ? null : Words.of(call.endReason());
  }

  static Map<UUID, CallRecord> read(RowSet<Row> calls, RowSet<Row> participants) {
    Map<UUID, SequencedMap<UUID, ParticipantRecord>> byCall = new HashMap<>();
    for (Row row : participants) {
      ParticipantRecord who = participant(row);
      byCall
          .computeIfAbsent(row.getUUID("call_id"), id -> new LinkedHashMap<>())
          .put(who.userId(), who);
    }
    Map<UUID, CallRecord> known = new HashMap<>();
    for (Row row : calls) {
      UUID id = row.getUUID("id");
      known.put(id, call(row, byCall.getOrDefault(id, new LinkedHashMap<>())));
    }
    return known;
  }

  private static CallRecord call(Row row, SequencedMap<UUID, ParticipantRecord> participants) {
    String endReason = row.getString("end_reason");
    return new CallRecord(
        row.getUUID("id"),
        Words.callKind(row.getString("kind")),
        Words.callType(row.getString("call_type")),
        Words.callState(row.getString("state")),
        row.getUUID("initiator_id"),
        row.getString("answered_by"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "connected_at"),
        instant(row, "ended_at"),
        endReason == null ? null : Words.endReason(endReason),
        row.getUUID("continues_as"),
        participants,
        position(row));
  }

  private static ParticipantRecord participant(Row row) {
    return new ParticipantRecord(
        row.getUUID("user_id"),
        row.getInteger("ordinal"),
        row.getString("name"),
        row.getString("avatar_url"),
        Words.participantState(row.getString("state")),
        row.getString("device_id"),
        instant(row, "joined_at"),
        instant(row, "left_at"),
        row.getBoolean("visible"),
        position(row));
  }

  private static Position position(Row row) {
    return new Position(row.getInteger("version"), row.getInteger("fact_index"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
