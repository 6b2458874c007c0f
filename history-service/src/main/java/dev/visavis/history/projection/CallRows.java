package dev.visavis.history.projection;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of `calls` and `call_participants`, in the order in which [CallStore] names them.
final class CallRows {
  private CallRows() {}

  static Tuple call(CallRecord call) {
    return tuple(
        call.id(),
        Words.of(call.kind()),
        Words.of(call.callType()),
        Words.of(call.state()),
        call.initiatorId(),
        call.answeredBy(),
        utc(call.createdAt()),
        utc(call.connectedAt()),
        utc(call.endedAt()),
        call.endReason() == null ? null : Words.of(call.endReason()),
        call.continuesAs(),
        call.participants().size(),
        call.position().version(),
        call.position().index());
  }

  static Stream<Tuple> changedParticipants(@Nullable CallRecord before, CallRecord after) {
    return after.participants().values().stream()
        .filter(who -> before == null || !who.equals(before.participants().get(who.userId())))
        .map(who -> participant(after, who));
  }

  private static Tuple participant(CallRecord call, ParticipantRecord who) {
    return tuple(
        call.id(),
        who.userId(),
        who.ordinal(),
        who.name(),
        who.avatarUrl(),
        Words.of(who.state()),
        who.deviceId(),
        utc(who.joinedAt()),
        utc(who.leftAt()),
        utc(call.createdAt()),
        who.visible(),
        who.position().version(),
        who.position().index());
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

  private static Tuple tuple(@Nullable Object... columns) {
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(columns));
    return Tuple.from(values);
  }
}
