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
        .addValue(column(calls, String[]::new, call -> EnumWords.of(call.kind())))
        .addValue(column(calls, String[]::new, call -> EnumWords.of(call.callType())))
        .addValue(column(calls, String[]::new, call -> EnumWords.of(call.state())))
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

  static Tuple participants(Collection<ParticipantUpdate> participants) {
    return Tuple.tuple()
        .addValue(column(participants, UUID[]::new, update -> update.call().id()))
        .addValue(column(participants, UUID[]::new, update -> update.participant().userId()))
        .addValue(column(participants, Integer[]::new, update -> update.participant().ordinal()))
        .addValue(column(participants, String[]::new, update -> update.participant().name()))
        .addValue(column(participants, String[]::new, update -> update.participant().avatarUrl()))
        .addValue(
            column(
                participants, String[]::new, update -> EnumWords.of(update.participant().state())))
        .addValue(column(participants, String[]::new, update -> update.participant().deviceId()))
        .addValue(instants(participants, update -> update.participant().joinedAt()))
        .addValue(instants(participants, update -> update.participant().leftAt()))
        .addValue(instants(participants, update -> update.call().createdAt()))
        .addValue(column(participants, Boolean[]::new, update -> update.participant().visible()))
        .addValue(
            column(
                participants, Integer[]::new, update -> update.participant().position().version()))
        .addValue(
            column(
                participants, Integer[]::new, update -> update.participant().position().index()));
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
    return call.endReason() == null ? null : EnumWords.of(call.endReason());
  }

  static Map<UUID, CallRecord> read(RowSet<Row> calls, RowSet<Row> participants) {
    Map<UUID, SequencedMap<UUID, ParticipantRecord>> byCall = new HashMap<>();
    for (Row row : participants) {
      ParticipantRecord participant = participant(row);
      byCall
          .computeIfAbsent(row.getUUID("call_id"), id -> new LinkedHashMap<>())
          .put(participant.userId(), participant);
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
        EnumWords.callKind(row.getString("kind")),
        EnumWords.callType(row.getString("call_type")),
        EnumWords.callState(row.getString("state")),
        row.getUUID("initiator_id"),
        row.getString("answered_by"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "connected_at"),
        instant(row, "ended_at"),
        endReason == null ? null : EnumWords.endReason(endReason),
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
        EnumWords.participantState(row.getString("state")),
        row.getString("device_id"),
        instant(row, "joined_at"),
        instant(row, "left_at"),
        row.getBoolean("visible"),
        position(row));
  }

  private static EventPosition position(Row row) {
    return new EventPosition(row.getInteger("version"), row.getInteger("fact_index"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
